package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is asked of states in a subspace. Thread-safe.
final class SubspaceEngine {

    private static final int CHUNK = 1 << 16;

    /// Probabilities below are squares of rounding errors, not outcomes.
    private static final double ROUNDING = 1e-24;

    private final Workers workers;
    private final Spares<SoftReference<SubspaceMemory>> spares = new Spares<>();

    SubspaceEngine(Workers workers) {
        this.workers = workers;
    }

    double expectation(SubspacePlan plan, RealVector parameters, DiagonalEnergies observable) {
        SubspaceMemory memory = borrow(plan);
        SubspaceState state = memory.evolve(parameters);
        double expectation = memory.moment().of(state, state.basis().energies(observable));
        giveBack(memory);
        return expectation;
    }

    Estimate estimate(SubspacePlan plan, RealVector parameters, DiagonalEnergies observable) {
        SubspaceMemory memory = borrow(plan);
        Estimate estimate = estimate(memory.evolve(parameters), observable, memory.moment());
        giveBack(memory);
        return estimate;
    }

    double expectation(SubspaceState state, DiagonalEnergies observable) {
        return new SubspaceMemory.Moment(state, workers).of(state, state.basis().energies(observable));
    }

    Estimate estimate(SubspaceState state, DiagonalEnergies observable) {
        return estimate(state, observable, new SubspaceMemory.Moment(state, workers));
    }

    /// ⟨H⟩ and ⟨(H − ⟨H⟩)²⟩.
    private Estimate estimate(SubspaceState state, DiagonalEnergies observable, SubspaceMemory.Moment moment) {
        double[] energies = state.basis().energies(observable);
        double expectation = moment.of(state, energies);
        return new Estimate(expectation, moment.variance(state, energies, expectation));
    }

    /// As [BackwardPasses].
    Gradient gradient(SubspacePlan plan, RealVector parameters, DiagonalEnergies observable) {
        List<SubspaceStep> steps = plan.steps();
        SubspaceMemory memory = borrow(plan);
        SubspaceState state = memory.evolve(parameters);
        double[] energies = state.basis().energies(observable);
        double expectation = memory.moment().of(state, energies);
        int first = 0;
        while (first < steps.size() && !steps.get(first).isParameterised()) {
            first++;
        }
        var gradient = new double[parameters.size()];
        SubspaceState costate = memory.costate();
        for (int k = 0; k < energies.length; k++) {
            costate.re[k] = energies[k] * state.re[k];
            costate.im[k] = energies[k] * state.im[k];
        }
        for (int i = steps.size() - 1; i >= first; i--) {
            SubspaceOperation step = memory.operation(i);
            step.addGradient(state, costate, gradient);
            if (i > first) {
                step.applyInverse(state);
                step.applyInverse(costate);
            }
        }
        giveBack(memory);
        return new Gradient(expectation, RealVector.of(gradient));
    }

    BasisCounts sample(SubspacePlan plan, RealVector parameters, long shots, long seed) {
        SubspaceMemory memory = borrow(plan);
        BasisCounts counts = sample(memory.evolve(parameters), shots, seed, memory.upTo());
        giveBack(memory);
        return counts;
    }

    BasisCounts sample(SubspaceState state, long shots, long seed) {
        return sample(state, shots, seed, new double[state.size()]);
    }

    /// As [Sampler]: the same points for the same seed, and the same order of basis states.
    private static BasisCounts sample(SubspaceState state, long shots, long seed, double[] upTo) {
        if (shots < 0) {
            throw new IllegalArgumentException("shots are not negative: " + shots);
        }
        double total = 0;
        int lastPossible = 0;
        for (int k = 0; k < upTo.length; k++) {
            double probability = state.probability(k);
            total += probability;
            upTo[k] = total;
            lastPossible = probability > 0 ? k : lastPossible;
        }
        var random = new SplitMix64(seed);
        var drawn = new TreeMap<Long, Long>();
        for (long done = 0; done < shots; done += CHUNK) {
            var points = new double[(int) Math.min(CHUNK, shots - done)];
            for (int p = 0; p < points.length; p++) {
                points[p] = random.nextDouble() * total;
            }
            Arrays.sort(points);
            int k = 0;
            long count = 0;
            for (double point : points) {
                // A state of probability zero has the sum of the one before it, and is never the first above a point.
                if (k < lastPossible && point >= upTo[k]) {
                    count(drawn, state.basisState(k), count);
                    count = 0;
                    while (k < lastPossible && point >= upTo[k]) {
                        k++;
                    }
                }
                count++;
            }
            count(drawn, state.basisState(k), count);
        }
        return BasisCounts.of(drawn);
    }

    private static void count(Map<Long, Long> drawn, long state, long count) {
        if (count > 0) {
            drawn.merge(state, count, Long::sum);
        }
    }

    static OutcomeDistribution distribution(CompiledCircuit compiled, SubspaceState state) {
        var probabilities = new TreeMap<String, Double>();
        for (int k = 0; k < state.size(); k++) {
            if (state.probability(k) > 0) {
                probabilities.merge(
                        OutcomeReader.read(compiled, new BitSet(), state.basisState(k)),
                        state.probability(k),
                        Double::sum);
            }
        }
        probabilities.values().removeIf(probability -> probability <= ROUNDING);
        return new OutcomeDistribution(probabilities);
    }

    /// One of the plan that no other thread gets until it is given back.
    private SubspaceMemory borrow(SubspacePlan plan) {
        SoftReference<SubspaceMemory> kept = spares.take();
        SubspaceMemory memory = kept == null ? null : kept.get();
        return memory != null && memory.isOf(plan) ? memory : new SubspaceMemory(plan, workers);
    }

    private void giveBack(SubspaceMemory memory) {
        spares.giveBack(memory.reference());
    }
}
