package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.event.Topics;
import io.ketstream.optimizer.loop.streams.Outgoing;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Strategies as a part of their own of the optimizer's topology: one topic, one processor with its store, one sink.
public final class StrategyTopology {

    private static final String SOURCE = "strategy-inputs";
    private static final String PROCESSOR = "strategies";
    private static final String SINK = "strategy-outputs";

    private StrategyTopology() {}

    /// Parts are numbered in the order of their sources' names, so the loop's keeps its number.
    public static void addTo(Topology topology, StrategyServices services) {
        addTo(topology, services, Stores.persistentKeyValueStore(StrategyProcessor.STORE));
    }

    static void addTo(Topology topology, StrategyServices services, KeyValueBytesStoreSupplier rows) {
        topology.addSource(
                SOURCE,
                new StrategyKeyDeserializer(),
                new StrategyInputDeserializer(services.codec()),
                Topics.STRATEGY_COMMANDS);
        topology.addProcessor(PROCESSOR, () -> new StrategyProcessor(services), SOURCE);
        topology.addStateStore(store(rows), PROCESSOR);
        topology.<byte[], Outgoing>addSink(
                SINK,
                (key, outgoing, context) -> outgoing.topic(),
                new ByteArraySerializer(),
                (topic, outgoing) -> outgoing.value(),
                PROCESSOR);
    }

    /// Without cache: a row is in its changelog's producer before the next record is taken.
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier rows) {
        return Stores.keyValueStoreBuilder(rows, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
}
