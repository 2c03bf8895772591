package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes the stream thread of a run by a record in its partition: a waiting poll returns for nothing else.
///
/// A lost announcement costs a tick, since ticks look after detached steps too.
public final class AdvanceAnnouncer implements ObjIntConsumer<RunId>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdvanceAnnouncer.class);

    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec;
    private final InstantSource clock;

    /// @param settings of a producer; serializers are set here
    public AdvanceAnnouncer(Map<String, Object> settings, EventCodec codec, InstantSource clock) {
        var own = new HashMap<>(settings);
        own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000);
        own.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        own.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        this.producer = new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public void accept(RunId run, int sequence) {
        var metadata = EventMetadata.of(run + "/advance/" + sequence, clock.instant(), null);
        try {
            var _ = producer.send(
                    codec.toRecord(Topics.RUN_COMMANDS, new RunCommand.Advance(metadata, run, sequence)),
                    (sent, error) -> {
                        if (error != null) {
                            lost(run, error);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            lost(run, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static void lost(RunId run, Exception error) {
        LOG.atWarn()
                .addKeyValue("runId", run)
                .addKeyValue("reason", error.getMessage())
                .log("A step could not be announced and waits for the next tick");
    }
}
