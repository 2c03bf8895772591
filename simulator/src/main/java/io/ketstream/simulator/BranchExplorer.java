package io.ketstream.simulator;

import io.ketstream.simulator.DynamicProgram.Remaining;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The exact distribution of a circuit with measurements, resets and conditions before its end: depth first
/// into both outcomes of each, leaving out those of negligible probability.
final class BranchExplorer {

    private static final int MOST_OPEN_STATES = 16;

    private static final int MOST_BRANCHES = 4096;

    /// Bounds branches · 2^n, the memory traffic of a pass over all of them.
    private static final long MOST_AMPLITUDES = 1L << 28;

    /// Below rounding of the amplitudes; thousands of such branches together stay below 1e-10.
    private static final double NEGLIGIBLE = 1e-15;

    /// Probabilities below are squares of rounding errors, not outcomes.
    private static final double ROUNDING = 1e-24;

    private final DynamicProgram program;
    private final int mostOpenStates;
    private final int mostBranches;
    private final TreeMap<String, Double> probabilities = new TreeMap<>();
    private int branches;

    BranchExplorer(DynamicProgram program) {
        CompiledCircuit compiled = program.compiled();
        this.program = program;
        this.mostOpenStates = openStates(compiled);
        this.mostBranches = (int) Math.min(MOST_BRANCHES, MOST_AMPLITUDES >> compiled.numberOfQubits());
    }

    /// The states that following `compiled` may hold at once; a function of the circuit only, because it
    /// decides between exact and shot-by-shot simulation.
    static int openStates(CompiledCircuit compiled) {
        return Math.min(MOST_OPEN_STATES, 1 + decisions(compiled.operations()));
    }

    private static int decisions(List<Operation> operations) {
        int decisions = 0;
        for (Operation operation : operations) {
            decisions += switch (operation) {
                case Operation.Unitary _ -> 0;
                case Operation.Measure _, Operation.Reset _ -> 1;
                case Operation.Branch branch -> decisions(branch.then()) + decisions(branch.otherwise());
            };
        }
        return decisions;
    }

    /// @throws TooManyBranchesException when there are too many to follow
    OutcomeDistribution distribution() {
        probabilities.clear();
        branches = 0;
        follow(program.start(), program.all(), new BitSet(), 1, 1);
        return new OutcomeDistribution(probabilities);
    }

    private void follow(Statevector state, @Nullable Remaining from, BitSet bits, double probability, int openStates) {
        Remaining remaining = from;
        double weight = probability;
        while (remaining != null) {
            Remaining rest = remaining.rest();
            switch (remaining.operation()) {
                case Operation.Unitary unitary -> program.apply(unitary, state);
                case Operation.Branch branch -> rest = DynamicProgram.chosen(branch, bits, rest);
                case Operation.Measure measure ->
                    weight = split(Collapse.of(measure), state, rest, bits, weight, openStates);
                case Operation.Reset reset -> weight = split(Collapse.of(reset), state, rest, bits, weight, openStates);
            }
            remaining = rest;
        }
        end(state, bits, weight);
    }

    /// Follows outcome 0 to its end on a copy when both outcomes are possible, and leaves `state` and `bits` in
    /// the other outcome. Returns the probability of that.
    private double split(
            Collapse collapse,
            Statevector state,
            @Nullable Remaining rest,
            BitSet bits,
            double probability,
            int openStates) {
        double one = program.probabilityOfOne(state, collapse.qubit());
        boolean both = probability * (1 - one) > NEGLIGIBLE && probability * one > NEGLIGIBLE;
        if (both) {
            if (openStates >= mostOpenStates) {
                throw new TooManyBranchesException("more than " + mostOpenStates + " measurements deep in branches");
            }
            var copy = new Statevector(state.numberOfQubits());
            copy.copyFrom(state);
            var copiedBits = (BitSet) bits.clone();
            collapse.decide(copy, 0, 1 - one, copiedBits);
            follow(copy, rest, copiedBits, probability * (1 - one), openStates + 1);
        }
        // With both possible, 1 is what is left to follow; otherwise the likelier one is all there is.
        int outcome = both || one >= 0.5 ? 1 : 0;
        double outcomeProbability = outcome == 1 ? one : 1 - one;
        collapse.decide(state, outcome, outcomeProbability, bits);
        return probability * outcomeProbability;
    }

    private void end(Statevector state, BitSet bits, double probability) {
        branches++;
        if (branches > mostBranches) {
            throw new TooManyBranchesException("more than " + mostBranches + " branches");
        }
        OutcomeReader.forEach(program.compiled(), bits, state, (outcome, weight) -> {
            if (probability * weight > ROUNDING) {
                probabilities.merge(outcome, probability * weight, Double::sum);
            }
        });
    }
}
