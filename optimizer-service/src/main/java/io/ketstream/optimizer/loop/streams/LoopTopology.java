package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.Topics;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
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
        topology.addStateStore(TopologyParts.store(journal), PROCESSOR);
        TopologyParts.addSink(topology, SINK, PROCESSOR);
    }
}
