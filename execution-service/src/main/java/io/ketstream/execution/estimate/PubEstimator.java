package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.DiagonalEnergies;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.PureState;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers a PUB on the statevector simulator; a pure function of the PUB, the circuit and the simulator's engine.
///
/// Vector k draws with the seed [Seeds#derive]`(seed, k)`, and its measurement group g with a seed derived from
/// that and g.
/// A diagonal observable is sampled in the computational basis with all shots; any other has its shots split
/// over its measurement groups ([ShotAllocation]), mean offset + Σ_g mean_g and standard error √(Σ_g Var_g/S_g).
/// Samples that are wanted without a number of shots are [#DEFAULT_SAMPLES].
public final class PubEstimator {

    public static final int DEFAULT_SAMPLES = 4096;

    private final StatevectorSimulator simulator;

    public PubEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// One result a parameter vector, in order. Vectors are computed side by side where the simulator has idle threads.
    ///
    /// @param bytes that one vector takes
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public List<PointResult> estimate(Pub pub, CompiledDefinition definition, long bytes) {
        PubCheck.check(pub, definition);
        var results = new PointResult[pub.parameters().size()];
        simulator.forEach(definition.amplitudes(), results.length, bytes, (each, k) -> {
            Inputs.checkInterrupt();
            results[k] = finite(new PubEstimator(each)
                    .estimate(pub, definition, pub.parameters().get(k), Seeds.derive(pub.seed(), k)));
        });
        return List.of(results);
    }

    /// The mean of an observable: exact without shots, else sampled with `seed`.
    ///
    /// @param grouping of the observable's terms where it is sampled and not diagonal
    public PointResult mean(
            CompiledDefinition definition,
            RealVector parameters,
            @Nullable Integer shots,
            long seed,
            Grouping grouping) {
        if (shots == null) {
            return exact(simulator.expectation(definition.circuit(), parameters, definition.observable()), null);
        }
        return finite(sampled(definition, parameters, shots, seed, new Objective.Mean(), grouping));
    }

    private PointResult estimate(Pub pub, CompiledDefinition definition, RealVector parameters, long seed) {
        return switch (pub.wanted()) {
            case ESTIMATE ->
                pub.shots() == null
                        ? exact(definition, parameters, pub.objective())
                        : sampled(definition, parameters, pub.shots(), seed, pub.objective(), pub.groupingOrDefault());
            case GRADIENT -> {
                Gradient gradient = simulator.gradient(definition.circuit(), parameters, definition.observable());
                yield exact(gradient.expectation(), gradient.derivatives());
            }
            case SAMPLES -> samples(pub, definition, parameters, seed);
            case KERNEL, BLOCH, OUTPUTS, LOSS, LOSS_GRADIENT, LOSS_METRIC ->
                throw new InvalidValueException("wanted", "is not one of a single observable: " + pub.wanted());
        };
    }

    private PointResult exact(CompiledDefinition definition, RealVector parameters, Objective objective) {
        return switch (objective) {
            case Objective.Mean _ ->
                exact(simulator.expectation(definition.circuit(), parameters, definition.observable()), null);
            case Objective.ConditionalValueAtRisk tail -> {
                PureState state = simulator.finalState(definition.circuit(), parameters);
                double mean = simulator.expectation(state, definition.observable());
                double value =
                        TailMean.of(state, energies(definition), tail.alpha()).value();
                yield new PointResult(value, 0, mean, null, null, null);
            }
        };
    }

    private PointResult sampled(
            CompiledDefinition definition,
            RealVector parameters,
            int shots,
            long seed,
            Objective objective,
            Grouping grouping) {
        if (definition.observable().energies().isEmpty()) {
            return grouped(definition, parameters, shots, seed, grouping);
        }
        BasisCounts drawn = simulator.sample(definition.circuit(), parameters, shots, seed);
        return ofSamples(definition, new SampledEnergies(drawn, energies(definition)::energy), objective);
    }

    private static PointResult ofSamples(CompiledDefinition definition, SampledEnergies samples, Objective objective) {
        SampledState lowest =
                samples.state(samples.lowest(), definition.circuit().numberOfQubits());
        return switch (objective) {
            case Objective.Mean _ -> {
                double error = Math.sqrt(samples.variance(definition.spread()) / samples.shots());
                yield new PointResult(samples.mean(), error, samples.mean(), null, lowest, null);
            }
            case Objective.ConditionalValueAtRisk cvar -> {
                TailMean tail = TailMean.of(samples, cvar.alpha(), definition.spread());
                yield new PointResult(tail.value(), tail.standardError(), samples.mean(), null, lowest, null);
            }
        };
    }

    private PointResult grouped(
            CompiledDefinition definition, RealVector parameters, int shots, long seed, Grouping grouping) {
        List<MeasuredGroup> groups = definition.groups(grouping);
        int[] allocation = ShotAllocation.of(shots, groups);
        double mean = definition.offset();
        double variance = 0;
        for (int g = 0; g < allocation.length; g++) {
            MeasuredGroup group = groups.get(g);
            BasisCounts drawn = simulator.sample(group.circuit(), parameters, allocation[g], Seeds.derive(seed, g));
            var energies = new SampledEnergies(drawn, group::energy);
            mean += energies.mean();
            variance += energies.variance(group.spread()) / allocation[g];
        }
        return new PointResult(mean, Math.sqrt(variance), mean, null, null, null);
    }

    private PointResult samples(Pub pub, CompiledDefinition definition, RealVector parameters, long seed) {
        int shots = pub.shots() == null ? DEFAULT_SAMPLES : pub.shots();
        PureState state = simulator.finalState(definition.circuit(), parameters);
        double mean = simulator.expectation(state, definition.observable());
        var samples = new SampledEnergies(simulator.sample(state, shots, seed), energies(definition)::energy);
        int qubits = definition.circuit().numberOfQubits();
        var summary = SampleSummaries.of(samples, qubits, mean, 0);
        if (pub.shots() != null) {
            PointResult sampled = ofSamples(definition, samples, pub.objective());
            return new PointResult(
                    sampled.value(), sampled.standardError(), sampled.mean(), null, summary.lowest(), summary);
        }
        double value = switch (pub.objective()) {
            case Objective.Mean _ -> mean;
            case Objective.ConditionalValueAtRisk tail ->
                TailMean.of(state, energies(definition), tail.alpha()).value();
        };
        return new PointResult(value, 0, mean, null, summary.lowest(), summary);
    }

    private static DiagonalEnergies energies(CompiledDefinition definition) {
        return definition.observable().energies().orElseThrow();
    }

    private static PointResult exact(double mean, @Nullable RealVector gradient) {
        return finite(new PointResult(mean, 0, mean, gradient, null, null));
    }

    private static PointResult finite(PointResult result) {
        if (!Double.isFinite(result.value()) || !Double.isFinite(result.standardError())) {
            throw new InvalidValueException(
                    "parameters", "must lead to finite angles and energies; the result is " + result.value());
        }
        return result;
    }
}
