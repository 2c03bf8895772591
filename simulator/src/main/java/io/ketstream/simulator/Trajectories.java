package io.ketstream.simulator;

import io.ketstream.simulator.DynamicProgram.Remaining;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Simulates a circuit shot by shot, drawing one outcome at each measurement and reset. Each shot has a seed of
/// its own, and what comes before the first measurement is computed once.
final class Trajectories {

    private final DynamicProgram program;

    Trajectories(DynamicProgram program) {
        this.program = program;
    }

    SortedMap<String, Long> counts(long shots, long seed) {
        Statevector beginning = program.start();
        Remaining remaining = program.all();
        while (remaining != null && remaining.operation() instanceof Operation.Unitary unitary) {
            program.apply(unitary, beginning);
            remaining = remaining.rest();
        }
        var counts = new TreeMap<String, Long>();
        var state = new Statevector(beginning.numberOfQubits());
        for (long shot = 0; shot < shots; shot++) {
            state.copyFrom(beginning);
            counts.merge(shot(state, remaining, Seeds.derive(seed, shot)), 1L, Long::sum);
        }
        return counts;
    }

    private String shot(Statevector state, @Nullable Remaining from, long seed) {
        var random = new SplitMix64(seed);
        var bits = new BitSet();
        Remaining remaining = from;
        while (remaining != null) {
            Remaining rest = remaining.rest();
            switch (remaining.operation()) {
                case Operation.Unitary unitary -> program.apply(unitary, state);
                case Operation.Branch branch -> rest = DynamicProgram.chosen(branch, bits, rest);
                case Operation.Measure measure -> draw(Collapse.of(measure), state, bits, random);
                case Operation.Reset reset -> draw(Collapse.of(reset), state, bits, random);
            }
            remaining = rest;
        }
        BasisCounts end = Sampler.sample(state, 1, random.nextLong(), program.workers());
        return OutcomeReader.read(program.compiled(), bits, end.state(0));
    }

    private void draw(Collapse collapse, Statevector state, BitSet bits, SplitMix64 random) {
        double one = program.probabilityOfOne(state, collapse.qubit());
        int outcome = random.nextDouble() < one ? 1 : 0;
        collapse.decide(state, outcome, outcome == 1 ? one : 1 - one, bits);
    }
}
