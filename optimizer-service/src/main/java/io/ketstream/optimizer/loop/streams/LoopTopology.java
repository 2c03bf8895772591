package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.Topics;
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

/// The loop as a topology: five co-partitioned topics, one processor with its journal, one sink.
public final class LoopTopology {

    private static final String SOURCE = "loop-inputs";
    private static final String PROCESSOR = "loop";
    private static final String SINK = "loop-outputs";

    private LoopTopology() {}

    public static void addTo(Topology topology, LoopServices services) {
        addTo(topology, services, Stores.persistentKeyValueStore(LoopProcessor.JOURNAL));
    }

    static void addTo(Topology topology, LoopServices services, KeyValueBytesStoreSupplier journal) {
        topology.addSource(
                SOURCE,
                new RunKeyDeserializer(),
                new EventDeserializer(services.codec()),
                Topics.RUN_CIRCUITS,
                Topics.EXECUTION_RESULTS,
                Topics.RUN_COMMANDS,
                Topics.RUN_CHILDREN,
                Topics.RUN_OUTCOMES);
        topology.addProcessor(PROCESSOR, () -> new LoopProcessor(services), SOURCE);
        topology.addStateStore(store(journal), PROCESSOR);
        topology.<byte[], Outgoing>addSink(
                SINK,
                (key, outgoing, context) -> outgoing.topic(),
                new ByteArraySerializer(),
                (topic, outgoing) -> outgoing.value(),
                PROCESSOR);
    }

    /// Without cache: a row is in its changelog's producer before the next input is taken.
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier journal) {
        return Stores.keyValueStoreBuilder(journal, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
}
