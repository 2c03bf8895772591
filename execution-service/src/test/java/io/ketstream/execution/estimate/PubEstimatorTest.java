package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.Bell;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.model.run.Objective;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the closed forms of [Bell]: P(00) = cos²(θ/2), P(11) = sin²(θ/2); diagonal energies 2.5 and −1.5.
class PubEstimatorTest {

    /// Sums of four products of numbers near 1.
    private static final double ROUNDING = 1e-12;

    /// More than the state of two qubits and all that is made from it.
    private static final long BYTES = 4096;

    private static final double THETA = 0.7;
    private static final double ONES = Math.pow(Math.sin(THETA / 2), 2);

    private final PubEstimator estimator = new PubEstimator(new StatevectorSimulator(1 << 20));
    private final CircuitDefinition diagonal = Bell.diagonal(0);
    private final CircuitDefinition entangled = Bell.entangled();

    private static CompiledDefinition compiled(CircuitDefinition definition) {
        return CompiledDefinition.compile(
                OpenQasm.read(definition.openQasm()), definition.observable(), definition.groups());
    }

    private PointResult estimate(
            CircuitDefinition definition, @Nullable Integer shots, Wanted wanted, Objective objective, long seed) {
        var pub = new Pub(definition.digest(), List.of(RealVector.of(THETA)), shots, seed, wanted, objective);
        return estimator.estimate(pub, compiled(definition), BYTES).getFirst();
    }

    private static Objective cvar(double alpha) {
        return new Objective.ConditionalValueAtRisk(alpha);
    }

    @Test
    void exactMeanIsTheClosedForm() {
        assertThat(estimate(diagonal, null, Wanted.ESTIMATE, new Objective.Mean(), 1))
                .satisfies(result -> {
                    assertThat(result.value()).isCloseTo(2 * Math.cos(THETA) + 0.5, within(ROUNDING));
                    assertThat(result.standardError()).isZero();
                    assertThat(result.mean()).isEqualTo(result.value());
                    assertThat(result.lowest()).isNull();
                });
        assertThat(estimate(entangled, null, Wanted.ESTIMATE, new Objective.Mean(), 1)
                        .value())
                .isCloseTo(2 + 3 * Math.sin(THETA), within(ROUNDING));
    }

    @Test
    void gradientIsTheDerivative() {
        PointResult result = estimate(entangled, null, Wanted.GRADIENT, new Objective.Mean(), 1);
        RealVector gradient = Objects.requireNonNull(result.gradient());
        assertThat(gradient.size()).isEqualTo(1);
        assertThat(gradient.get(0)).isCloseTo(3 * Math.cos(THETA), within(ROUNDING));
        assertThat(result.value()).isCloseTo(2 + 3 * Math.sin(THETA), within(ROUNDING));
    }

    /// The lowest share α is all |11⟩ up to its probability, then |00⟩ for the rest.
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1, 0.117, 0.118, 0.5, 1})
    void exactTailIsTheClosedForm(double alpha) {
        double low = Math.min(alpha, ONES);
        double expected = (-1.5 * low + 2.5 * (alpha - low)) / alpha;
        PointResult result = estimate(diagonal, null, Wanted.ESTIMATE, cvar(alpha), 1);
        assertThat(result.value()).isCloseTo(expected, within(ROUNDING));
        assertThat(result.mean()).isCloseTo(2 * Math.cos(THETA) + 0.5, within(ROUNDING));
    }

    /// exp(−iθ(XX + YY)/2) from |01⟩: P(01) = cos²θ, P(10) = sin²θ. With two idle qubits it runs on 4 of 16 amplitudes.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.9, 1})
    void tailAndSamplesOfOneNumberOfOnesAreTheClosedForms(double alpha) {
        ParameterizedCircuit circuit = OpenQasm.read("""
                OPENQASM 3.0;
                include "stdgates.inc";
                gate sxdg a { h a; sdg a; h a; }
                gate rxx(a) p, r { h p; h r; cx p, r; rz(a) r; cx p, r; h p; h r; }
                gate ryy(a) p, r { sx p; sx r; cx p, r; rz(a) r; cx p, r; sxdg p; sxdg r; }
                input float theta;
                qubit[4] q;
                x q[0];
                rxx(theta) q[0], q[1];
                ryy(theta) q[0], q[1];
                """);
        CompiledDefinition definition = CompiledDefinition.compile(
                circuit, new PauliSum(4, List.of(new PauliSum.Term(new PauliString("IIIZ"), 2))), List.of());
        assertThat(definition.circuit().amplitudes()).isEqualTo(4);
        double high = Math.pow(Math.sin(THETA), 2);
        double low = Math.min(alpha, 1 - high);
        for (Wanted wanted : List.of(Wanted.ESTIMATE, Wanted.SAMPLES)) {
            var pub = new Pub(diagonal.digest(), List.of(RealVector.of(THETA)), null, 1, wanted, cvar(alpha));
            PointResult result = estimator.estimate(pub, definition, BYTES).getFirst();
            // Z is −1 on the qubit that began as 1.
            assertThat(result.value()).isCloseTo((-2 * low + 2 * (alpha - low)) / alpha, within(ROUNDING));
            assertThat(result.mean()).isCloseTo(2 * high - 2 * (1 - high), within(ROUNDING));
        }
    }

    /// 400 seeds: the mean of the estimates lies within 4 of its own standard errors of the exact value, and the
    /// stated error is the estimates' spread within 20 % (5.7 standard errors of a standard deviation from 400
    /// values).
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sampledMeanIsUnbiasedWithTheStatedError(boolean isDiagonal) {
        CircuitDefinition definition = isDiagonal ? diagonal : entangled;
        double exact = isDiagonal ? 2 * Math.cos(THETA) + 0.5 : 2 + 3 * Math.sin(THETA);
        spread(definition, new Objective.Mean(), exact);
    }

    @Test
    void sampledTailHasTheStatedError() {
        double alpha = 0.3;
        spread(diagonal, cvar(alpha), (-1.5 * ONES + 2.5 * (alpha - ONES)) / alpha);
    }

    private void spread(CircuitDefinition definition, Objective objective, double exact) {
        int seeds = 400;
        double sum = 0;
        double squares = 0;
        double stated = 0;
        for (int seed = 0; seed < seeds; seed++) {
            PointResult result = estimate(definition, 500, Wanted.ESTIMATE, objective, seed);
            sum += result.value();
            squares += result.value() * result.value();
            stated += result.standardError();
        }
        double mean = sum / seeds;
        double deviation = Math.sqrt((squares - seeds * mean * mean) / (seeds - 1));
        assertThat(mean).isCloseTo(exact, within(4 * deviation / Math.sqrt(seeds)));
        assertThat(stated / seeds).isCloseTo(deviation, within(0.2 * deviation));
    }

    @Test
    void lowestSampledStateIsGiven() {
        PointResult result = estimate(diagonal, 500, Wanted.ESTIMATE, new Objective.Mean(), 3);
        SampledState lowest = Objects.requireNonNull(result.lowest());
        assertThat(lowest.bitString()).isEqualTo("11");
        assertThat(lowest.energy()).isEqualTo(-1.5);
        assertThat(lowest.probability()).isCloseTo(ONES, within(0.06)); // 4σ of 500 draws
    }

    @Test
    void samplesWithoutShotsAreSummarised() {
        PointResult result = estimate(diagonal, null, Wanted.SAMPLES, new Objective.Mean(), 3);
        SampleSummary samples = Objects.requireNonNull(result.samples());
        assertThat(samples.shots()).isEqualTo(4096);
        assertThat(samples.mean()).isCloseTo(2 * Math.cos(THETA) + 0.5, within(ROUNDING));
        assertThat(samples.standardError()).isZero();
        assertThat(samples.mostProbable()).extracting("bitString").containsExactly("00", "11");
        assertThat(samples.lowestLevels()).extracting("energy").containsExactly(-1.5, 2.5);
        assertThat(samples.lowest()).isEqualTo(samples.mostProbable().get(1));
        assertThat(result.value()).isEqualTo(samples.mean());
    }

    @Test
    void vectorsOfABatchDrawDifferently() {
        var vectors = List.of(RealVector.of(1.5), RealVector.of(1.5));
        var pub = new Pub(diagonal.digest(), vectors, 1000, 5, Wanted.ESTIMATE, new Objective.Mean());
        List<PointResult> results = estimator.estimate(pub, compiled(diagonal), BYTES);
        assertThat(results.get(0)).isNotEqualTo(results.get(1));
        assertThat(estimator.estimate(pub, compiled(diagonal), BYTES)).isEqualTo(results);
        try (var threads = new StatevectorSimulator(1 << 20, 3)) {
            assertThat(new PubEstimator(threads).estimate(pub, compiled(diagonal), BYTES))
                    .isEqualTo(results);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        var wrongSize = new Pub(
                diagonal.digest(), List.of(RealVector.of(1, 2)), null, 0, Wanted.ESTIMATE, new Objective.Mean());
        assertThatThrownBy(() -> estimator.estimate(wrongSize, compiled(diagonal), BYTES))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("parameters[0] must have 1 entries, not 2");
        assertThatThrownBy(() -> estimate(entangled, null, Wanted.SAMPLES, new Objective.Mean(), 1))
                .hasMessageContaining("wanted must not be samples");
        assertThatThrownBy(() -> estimate(entangled, 100, Wanted.ESTIMATE, cvar(0.5), 1))
                .hasMessageContaining("objective must be mean");
        assertThatThrownBy(() -> estimate(entangled, 1, Wanted.ESTIMATE, new Objective.Mean(), 1))
                .hasMessageContaining("shots must be at least 2");
    }

    @Test
    void oneShotSaysNothingOfItsError() {
        PointResult result = estimate(diagonal, 1, Wanted.ESTIMATE, new Objective.Mean(), 1);
        assertThat(result.standardError()).isEqualTo(2.5);
    }
}
