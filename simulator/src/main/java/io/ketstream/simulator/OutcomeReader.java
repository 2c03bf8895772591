package io.ketstream.simulator;

import io.ketstream.model.circuit.Instruction;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// Maps basis states through a circuit's terminal measurements to classical outcomes.
final class OutcomeReader {

    private OutcomeReader() {}

    static SortedMap<String, Long> read(CompiledCircuit compiled, BasisCounts drawn) {
        var counts = new TreeMap<String, Long>();
        for (int k = 0; k < drawn.size(); k++) {
            counts.merge(read(compiled, new BitSet(), drawn.state(k)), drawn.count(k), Long::sum);
        }
        return counts;
    }

    /// The outcome of `basisState` where the bits so far are `before`.
    static String read(CompiledCircuit compiled, BitSet before, long basisState) {
        var bits = (BitSet) before.clone();
        for (Instruction.Measure measure : compiled.terminalMeasurements()) {
            bits.set(measure.bit(), ((basisState >>> measure.qubit()) & 1) == 1);
        }
        return compiled.layout().key(bits);
    }

    @FunctionalInterface
    interface OutcomeConsumer {
        void accept(String outcome, double probability);
    }

    /// The outcomes of the terminal measurements of `state` with their probabilities, the others summed over.
    static void forEach(CompiledCircuit compiled, BitSet before, Statevector state, OutcomeConsumer consumer) {
        int measured = 0;
        for (Instruction.Measure measure : compiled.terminalMeasurements()) {
            measured |= 1 << measure.qubit();
        }
        var marginal = new double[1 << Integer.bitCount(measured)];
        for (int b = 0; b < state.size(); b++) {
            marginal[Integer.compress(b, measured)] += state.probability(b);
        }
        for (int outcome = 0; outcome < marginal.length; outcome++) {
            if (marginal[outcome] > 0) {
                consumer.accept(read(compiled, before, Integer.expand(outcome, measured)), marginal[outcome]);
            }
        }
    }
}
