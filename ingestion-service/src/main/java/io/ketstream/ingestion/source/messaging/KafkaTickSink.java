package io.ketstream.ingestion.source.messaging;

import io.ketstream.ingestion.source.SourceException;
import io.ketstream.ingestion.source.TickSink;
import io.ketstream.model.event.MarketTick;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

@Component
class KafkaTickSink implements TickSink {

    private static final long SEND_SECONDS = 30;

    private final EventCodec codec;
    private final KafkaTemplate<String, byte[]> kafka;

    KafkaTickSink(EventCodec codec, KafkaTemplate<String, byte[]> kafka) {
        this.codec = codec;
        this.kafka = kafka;
    }

    /// Whoever is interrupted meanwhile learns it afterwards: ticks that are sent and not noted would be sent again.
    @Override
    public void send(List<MarketTick> ticks) {
        boolean interrupted = false;
        try {
            var sent = new ArrayList<Future<?>>(ticks.size());
            for (MarketTick tick : ticks) {
                sent.add(kafka.send(codec.toRecord(Topics.MARKET_TICKS, tick)));
            }
            for (Future<?> acknowledgement : sent) {
                interrupted |= await(acknowledgement);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE, "Kafka did not acknowledge: " + e.getMessage() + ".");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @return whether the thread was interrupted meanwhile
    private static boolean await(Future<?> acknowledgement) throws ExecutionException, TimeoutException {
        boolean interrupted = false;
        while (true) {
            try {
                acknowledgement.get(SEND_SECONDS, TimeUnit.SECONDS);
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
