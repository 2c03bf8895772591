package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/// What is asked of states in a subspace.
final class SubspaceEngine {

    private static final int CHUNK = 1 << 16;

    /// Probabilities below are squares of rounding errors, not outcomes.
    private static final double ROUNDING = 1e-24;

    private SubspaceEngine() {}

    static double expectation(SubspaceState state, DiagonalEnergies observable, Workers workers) {
        return moment(state, state.basis().energies(observable), 0, 1, workers);
    }

    /// ⟨H⟩ and ⟨(H − ⟨H⟩)²⟩.
    static Estimate estimate(SubspaceState state, DiagonalEnergies observable, Workers workers) {
        double[] energies = state.basis().energies(observable);
        double expectation = moment(state, energies, 0, 1, workers);
        return new Estimate(expectation, moment(state, energies, expectation, 2, workers));
    }

    /// As [BackwardPasses].
    static Gradient gradient(SubspacePlan plan, RealVector parameters, DiagonalEnergies observable, Workers workers) {
        List<SubspaceStep> steps = plan.steps();
        List<SubspaceStep.Bound> bound = plan.bind(parameters);
        SubspaceState state = plan.start();
        bound.forEach(step -> step.apply(state, workers));
        double expectation = expectation(state, observable, workers);
        int first = 0;
        while (first < steps.size() && !steps.get(first).isParameterised()) {
            first++;
        }
        var gradient = new double[parameters.size()];
        SubspaceState costate = applied(state, state.basis().energies(observable));
        for (int i = steps.size() - 1; i >= first; i--) {
            SubspaceStep.Bound step = bound.get(i);
            step.addGradient(state, costate, gradient, workers);
            if (i > first) {
                SubspaceStep.Bound inverse = step.adjoint();
                inverse.apply(state, workers);
                inverse.apply(costate, workers);
            }
        }
        return new Gradient(expectation, RealVector.of(gradient));
    }

    /// As [Sampler]: the same points for the same seed, and the same order of basis states.
    static BasisCounts sample(SubspaceState state, long shots, long seed) {
        if (shots < 0) {
            throw new IllegalArgumentException("shots are not negative: " + shots);
        }
        var upTo = new double[state.size()];
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
            for (double point : points) {
                // A state of probability zero has the sum of the one before it, and is never the first above a point.
                while (k < lastPossible && point >= upTo[k]) {
                    k++;
                }
                drawn.merge(state.basisState(k), 1L, Long::sum);
            }
        }
        return BasisCounts.of(drawn);
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

    private static SubspaceState applied(SubspaceState state, double[] energies) {
        var applied = new SubspaceState(state.basis());
        for (int k = 0; k < energies.length; k++) {
            applied.re[k] = energies[k] * state.re[k];
            applied.im[k] = energies[k] * state.im[k];
        }
        return applied;
    }

    /// Σ |ψ_b|² (E_b − shift)^power for power 1 or 2.
    private static double moment(SubspaceState state, double[] energies, double shift, int power, Workers workers) {
        return SubspaceSums.total(workers, state.size(), state.size(), (from, to) -> {
            double sum = 0;
            for (int k = from; k < to; k++) {
                double energy = energies[k] - shift;
                sum += state.probability(k) * (power == 1 ? energy : energy * energy);
            }
            return sum;
        });
    }
}
