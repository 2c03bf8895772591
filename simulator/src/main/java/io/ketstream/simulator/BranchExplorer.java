package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Follows a circuit with measurements, resets and conditions before its end.
///
/// Exactly: depth first into both outcomes of every measurement, leaving out outcomes of probability below
/// [#NEGLIGIBLE], up to [#MOST_BRANCHES] ends. Or shot by shot, one outcome drawn at each measurement.
final class BranchExplorer {

    /// States held at once, one per measurement whose second outcome is still to be followed.
    private static final int MOST_OPEN_STATES = 16;

    private static final int MOST_BRANCHES = 4096;

    /// Bounds branches · 2^n, the memory traffic of a pass over all of them.
    private static final long MOST_AMPLITUDES = 1L << 28;

    /// Probabilities below are squares of rounding errors, not outcomes.
    private static final double ROUNDING = 1e-24;

    /// Below rounding of the amplitudes; thousands of such branches together stay below 1e-10.
    private static final double NEGLIGIBLE = 1e-15;

    private final CompiledCircuit compiled;
    private final int mostOpenStates;
    private final int mostBranches;
    private final Workers workers;
    private final IdentityHashMap<Step, Step.Bound> bound = new IdentityHashMap<>();
    private final TreeMap<String, Double> probabilities = new TreeMap<>();
    private int branches;

    BranchExplorer(CompiledCircuit compiled, RealVector parameters, Workers workers) {
        this.compiled = compiled;
        this.mostOpenStates = openStates(compiled);
        this.mostBranches = (int) Math.min(MOST_BRANCHES, MOST_AMPLITUDES >> compiled.numberOfQubits());
        this.workers = workers;
        bind(compiled.operations(), parameters);
    }

    /// The states that following `compiled` may hold at once; a function of the circuit only, because it decides
    /// between
    /// exact and shot-by-shot simulation.
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

    /// What is still to be done: the rest of a list of operations, then `after`.
    private record Remaining(
            List<Operation> operations, int next, @Nullable Remaining after) {
        static @Nullable Remaining of(List<Operation> operations, int next, @Nullable Remaining after) {
            return next < operations.size() ? new Remaining(operations, next, after) : after;
        }

        Operation operation() {
            return operations.get(next);
        }

        @Nullable
        Remaining rest() {
            return of(operations, next + 1, after);
        }
    }

    OutcomeDistribution distribution() {
        probabilities.clear();
        branches = 0;
        follow(start(), Remaining.of(compiled.operations(), 0, null), new BitSet(), 1, 1);
        return new OutcomeDistribution(probabilities);
    }

    SortedMap<String, Long> trajectories(long shots, long seed) {
        var counts = new TreeMap<String, Long>();
        Statevector beginning = start();
        Remaining remaining = Remaining.of(compiled.operations(), 0, null);
        while (remaining != null && remaining.operation() instanceof Operation.Unitary unitary) {
            apply(unitary, beginning);
            remaining = remaining.rest();
        }
        var state = new Statevector(compiled.numberOfQubits());
        for (long shot = 0; shot < shots; shot++) {
            state.copyFrom(beginning);
            counts.merge(trajectory(state, remaining, Seeds.derive(seed, shot)), 1L, Long::sum);
        }
        return counts;
    }

    private Statevector start() {
        var state = new Statevector(compiled.numberOfQubits());
        state.prepareUniform(compiled.preparedUniform());
        return state;
    }

    private void follow(Statevector state, @Nullable Remaining from, BitSet bits, double probability, int openStates) {
        Remaining remaining = from;
        while (remaining != null) {
            Operation operation = remaining.operation();
            Remaining rest = remaining.rest();
            switch (operation) {
                case Operation.Unitary unitary -> apply(unitary, state);
                case Operation.Branch branch -> rest = chosen(branch, bits, rest);
                case Operation.Measure measure -> {
                    split(state, measure.qubit(), measure.bit(), rest, bits, probability, openStates);
                    return;
                }
                case Operation.Reset reset -> {
                    split(state, reset.qubit(), -1, rest, bits, probability, openStates);
                    return;
                }
            }
            remaining = rest;
        }
        end(state, bits, probability);
    }

    /// Both outcomes of measuring `qubit` into `bit`, or of a reset when `bit` is −1.
    private void split(
            Statevector state,
            int qubit,
            int bit,
            @Nullable Remaining rest,
            BitSet bits,
            double probability,
            int openStates) {
        double one = probabilityOfOne(state, qubit);
        boolean zeroPossible = probability * (1 - one) > NEGLIGIBLE;
        boolean onePossible = probability * one > NEGLIGIBLE;
        if (zeroPossible && onePossible) {
            if (openStates >= mostOpenStates) {
                throw new TooManyBranchesException("more than " + mostOpenStates + " measurements deep in branches");
            }
            var copy = new Statevector(state.numberOfQubits());
            copy.copyFrom(state);
            decide(copy, qubit, 0, 1 - one, bit, bits);
            follow(copy, rest, (BitSet) bits.clone(), probability * (1 - one), openStates + 1);
        }
        // With both possible, 1 is what is left to follow; otherwise the likelier one is all there is.
        int outcome = (zeroPossible && onePossible) || one >= 0.5 ? 1 : 0;
        double outcomeProbability = outcome == 1 ? one : 1 - one;
        decide(state, qubit, outcome, outcomeProbability, bit, bits);
        follow(state, rest, bits, probability * outcomeProbability, openStates);
    }

    private String trajectory(Statevector state, @Nullable Remaining from, long seed) {
        var random = new SplitMix64(seed);
        var bits = new BitSet();
        Remaining remaining = from;
        while (remaining != null) {
            Remaining rest = remaining.rest();
            switch (remaining.operation()) {
                case Operation.Unitary unitary -> apply(unitary, state);
                case Operation.Branch branch -> rest = chosen(branch, bits, rest);
                case Operation.Measure measure -> draw(state, measure.qubit(), measure.bit(), bits, random);
                case Operation.Reset reset -> draw(state, reset.qubit(), -1, bits, random);
            }
            remaining = rest;
        }
        BasisCounts end = Sampler.sample(state, 1, random.nextLong(), workers);
        return OutcomeReader.read(compiled, bits, end.state(0));
    }

    private void draw(Statevector state, int qubit, int bit, BitSet bits, SplitMix64 random) {
        double one = probabilityOfOne(state, qubit);
        int outcome = random.nextDouble() < one ? 1 : 0;
        decide(state, qubit, outcome, outcome == 1 ? one : 1 - one, bit, bits);
    }

    private double probabilityOfOne(Statevector state, int qubit) {
        return Math.clamp(state.probabilityOfOne(qubit, workers) / state.norm(workers), 0, 1);
    }

    /// Collapses; a measurement writes its bit, a reset flips a 1 back.
    private static void decide(Statevector state, int qubit, int outcome, double probability, int bit, BitSet bits) {
        state.collapse(qubit, outcome, probability);
        if (bit >= 0) {
            bits.set(bit, outcome == 1);
        } else if (outcome == 1) {
            Pairs pairs = Pairs.flipping(qubit, 0);
            pairs.apply(new PairKernel.Exchange(), state, 0, pairs.count(state));
        }
    }

    private void end(Statevector state, BitSet bits, double probability) {
        branches++;
        if (branches > mostBranches) {
            throw new TooManyBranchesException("more than " + mostBranches + " branches");
        }
        OutcomeReader.forEach(compiled, bits, state, (outcome, weight) -> {
            if (probability * weight > ROUNDING) {
                probabilities.merge(outcome, probability * weight, Double::sum);
            }
        });
    }

    private static @Nullable Remaining chosen(Operation.Branch branch, BitSet bits, @Nullable Remaining rest) {
        long value = 0;
        for (int k = 0; k < branch.bits().size(); k++) {
            value |= bits.get(branch.bits().get(k)) ? 1L << k : 0;
        }
        return Remaining.of(value == branch.value() ? branch.then() : branch.otherwise(), 0, rest);
    }

    private void apply(Operation.Unitary unitary, Statevector state) {
        for (Step step : unitary.steps()) {
            Step.Bound numbers = bound.get(step);
            if (numbers == null) {
                throw new IllegalStateException("a step was not bound");
            }
            numbers.apply(state, workers);
        }
    }

    private void bind(List<Operation> operations, RealVector parameters) {
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Unitary unitary ->
                    unitary.steps().forEach(step -> bound.put(step, step.bind(parameters)));
                case Operation.Branch branch -> {
                    bind(branch.then(), parameters);
                    bind(branch.otherwise(), parameters);
                }
                case Operation.Measure _, Operation.Reset _ -> {}
            }
        }
    }
}
