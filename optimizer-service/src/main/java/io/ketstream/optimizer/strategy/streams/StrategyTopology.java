package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.event.Topics;
import io.ketstream.optimizer.loop.streams.TopologyParts;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
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
        topology.addStateStore(TopologyParts.store(rows), PROCESSOR);
        TopologyParts.addSink(topology, SINK, PROCESSOR);
    }
}
