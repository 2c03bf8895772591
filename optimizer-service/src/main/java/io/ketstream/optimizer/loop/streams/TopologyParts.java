package io.ketstream.optimizer.loop.streams;

import io.ketstream.support.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// What every part of the optimizer's topology has.
public final class TopologyParts {

    private TopologyParts() {}

    /// Sends each record to the topic that it names, and there to the partition of its key or that whose turn it is.
    public static void addSink(Topology topology, String name, String parent) {
        topology.<byte[], Outgoing>addSink(
                name,
                (key, outgoing, context) -> outgoing.topic(),
                new ByteArraySerializer(),
                (topic, outgoing) -> outgoing.value(),
                (topic, key, outgoing, partitions) -> outgoing.partition(partitions),
                parent);
    }

    /// Without cache: a row is in its changelog's producer before the next record is taken.
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier rows) {
        return Stores.keyValueStoreBuilder(rows, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /// A record that is given up, on its way to its topic's dead letters.
    ///
    /// @param received by its key as text
    /// @param value as it came
    public static Record<byte[], Outgoing> refused(
            RecordMetadata from, Record<?, ?> received, byte[] value, String reason, long now) {
        var refused = new ConsumerRecord<>(
                from.topic(),
                from.partition(),
                from.offset(),
                String.valueOf(received.key()).getBytes(StandardCharsets.UTF_8),
                value);
        received.headers().forEach(refused.headers()::add);
        var letter = DeadLetters.of(DeadLetterHandler.SERVICE, refused, reason);
        return new Record<>(letter.key(), new Outgoing(letter.topic(), letter.value()), now, letter.headers());
    }
}
