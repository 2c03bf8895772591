package io.ketstream.execution.circuits.messaging;

import io.ketstream.execution.circuits.Circuits;
import io.ketstream.execution.queue.messaging.KafkaPublisher;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes published circuits. A circuit behind a link is fetched when it is asked for.
public final class CircuitRecords implements Consumer<ConsumerRecords<byte[], byte[]>> {

    private static final Logger log = LoggerFactory.getLogger(CircuitRecords.class);

    private final EventCodec codec;
    private final Circuits circuits;
    private final KafkaPublisher publisher;
    private final BooleanSupplier live;

    /// @param live whether records are new, so that a bad one is reported; the whole topic is read at every start
    public CircuitRecords(EventCodec codec, Circuits circuits, KafkaPublisher publisher, BooleanSupplier live) {
        this.codec = codec;
        this.circuits = circuits;
        this.publisher = publisher;
        this.live = live;
    }

    @Override
    public void accept(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> published : records) {
            if (published.value() != null) {
                accept(published);
            }
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> published) {
        try {
            CircuitPublished event = codec.decode(published.value(), CircuitPublished.class);
            if (event.circuit() != null) {
                circuits.add(event.circuitDigest(), event.circuit());
            }
        } catch (MalformedEventException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            log.atWarn()
                    .addKeyValue("offset", published.offset())
                    .addKeyValue("reason", reason)
                    .log("bad circuit");
            if (live.getAsBoolean()) {
                publisher.deadLetter(published, reason).join();
            }
        }
    }
}
