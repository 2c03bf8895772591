package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `DataReuploadingClassifier` of XanaduAI/qml-benchmarks with one layer and four features on two
/// qubits: losses, gradients and metrics of PennyLane 0.45.1 (`default.qubit`) and `jax.grad` of JAX
/// 0.10.2 in double precision, at weights k of (7k mod 11 − 5)/8.
class WeightedAnglesTest {

    private static final double ROUNDING = 1e-12;
    private static final long BYTES = 1 << 16;
    private static final int WEIGHTED = 8;
    private static final int OF_CIRCUIT = 20;

    private static final List<RealVector> ROWS = List.of(
            RealVector.of(0.3, -1.1, 0.8, 0.5),
            RealVector.of(2.0, 0.7, -0.6, 1.4),
            RealVector.of(-0.4, 1.9, 1.2, -0.9));

    private static final RealVector TARGETS = RealVector.of(1, 0, 1);

    private static final RealVector WEIGHTS = RealVector.of(IntStream.range(0, OF_CIRCUIT)
            .mapToDouble(k -> (7 * k % 11 - 5) / 8.0)
            .toArray());

    private static final RealVector WITH_CLASSES = WEIGHTS.followedBy(RealVector.of(0.9, 1.2));

    private static final double[] GRADIENT = {
        0,
        0.04927531125570347,
        0.010685018357840227,
        0,
        -0.0031439043752811637,
        0.10975331500688838,
        0,
        0,
        -0.019832156936151608,
        0,
        0.0663063087704246,
        0.005936232781249229,
        -0.002670854541077707,
        0,
        -0.0026708545410776777,
        0,
        0.1927151332422431,
        0,
        0,
        0,
        -0.018389789821439094,
        0.395659832753937
    };

    private static final double[] GRADIENT_OF_CROSS_ENTROPY = {
        0,
        0.06633530395949175,
        0.023507598503208816,
        0,
        -0.004451866273994247,
        0.146037961769356,
        0,
        0,
        -0.03870137166874073,
        0,
        0.0644202179384044,
        -0.006455577224340973,
        -0.009553532688907834,
        0,
        -0.009553532688907766,
        0,
        0.3058027676725801,
        0,
        0,
        0
    };

    private static final double[] DIAGONAL_OF_METRIC = {
        0,
        0.4425,
        0.02994110335120285,
        0,
        0.004732129030960409,
        0.43996630138619996,
        0.07632767550679652,
        0.08615526939859541,
        0.026100819817884695,
        0,
        0.2381833742283519,
        0.25,
        0.024317684198804933,
        0.08558470470059143,
        0.024317684198804895,
        0.08558470470059144,
        0.24846377764926642,
        0.24879908968873,
        0.07735789436854257,
        0.011854541745693486
    };

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 24);
    private final LossEstimator losses = new LossEstimator(simulator);

    /// As circuit-service writes it.
    private static CompiledDefinition definition() {
        var qasm = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
        for (int k = 0; k < OF_CIRCUIT; k++) {
            qasm.append("input float ")
                    .append(k < WEIGHTED ? "xw" : "w")
                    .append(k)
                    .append(";\n");
        }
        qasm.append("""
                qubit[2] q;
                rz(xw0) q[0];
                rz(xw3) q[1];
                ry(xw1) q[0];
                rz(xw2) q[0];
                rz(w8) q[0];
                rz(w9) q[1];
                ry(w10) q[0];
                ry(w11) q[1];
                rz(w12) q[0];
                rz(w13) q[1];
                cz q[0], q[1];
                rz(xw4) q[0];
                rz(w14) q[0];
                rz(xw7) q[1];
                rz(w15) q[1];
                ry(xw5) q[0];
                ry(w16) q[0];
                ry(w17) q[1];
                rz(xw6) q[0];
                rz(w18) q[0];
                rz(w19) q[1];
                """);
        return CompiledDefinition.compile(
                OpenQasm.read(qasm.toString()), PauliSum.of(PauliString.of(2, 'Z', 0)), List.of());
    }

    private static Pub pub(
            List<RealVector> weights, @Nullable Loss loss, @Nullable Integer shots, long seed, Wanted wanted) {
        var batch = new TrainingBatch(
                ROWS, List.of(new PauliString("IZ")), loss == null ? null : TARGETS, loss, null, WEIGHTED);
        return Pub.ofBatch(Digest.of("circuit"), weights, batch, shots, seed, wanted);
    }

    private static RealVector gradient(PointResult result) {
        return Objects.requireNonNull(result.gradient());
    }

    @Test
    void theGradientIsByWeightsOfAnglesOthersAndThoseOfClasses() {
        PointResult result = losses.losses(
                        pub(List.of(WITH_CLASSES), new Loss.WeightedFidelity(), null, 0, Wanted.LOSS_GRADIENT),
                        definition(),
                        BYTES)
                .getFirst();
        assertThat(result.value()).isCloseTo(0.3527813904217936, within(ROUNDING));
        assertThat(gradient(result).toArray()).containsExactly(GRADIENT, within(ROUNDING));
    }

    @Test
    void otherLossesHaveWeightedAnglesToo() {
        PointResult result = losses.losses(
                        pub(List.of(WEIGHTS), new Loss.CrossEntropy(2.5), null, 0, Wanted.LOSS_GRADIENT),
                        definition(),
                        BYTES)
                .getFirst();
        assertThat(result.value()).isCloseTo(0.819028892975257, within(ROUNDING));
        assertThat(gradient(result).toArray()).containsExactly(GRADIENT_OF_CROSS_ENTROPY, within(ROUNDING));
    }

    @Test
    void lossesOfSeveralWeightsAndOutputsAreTheSameRows() {
        RealVector other = RealVector.of(
                IntStream.range(0, OF_CIRCUIT + 2).mapToDouble(k -> k / 10.0).toArray());
        List<PointResult> results = losses.losses(
                pub(List.of(other, WITH_CLASSES), new Loss.WeightedFidelity(), null, 0, Wanted.LOSS),
                definition(),
                BYTES);
        assertThat(results.getLast().value()).isCloseTo(0.3527813904217936, within(ROUNDING));
        assertThat(results.getFirst().value()).isNotCloseTo(0.3527813904217936, within(0.01));
        PackedMatrix outputs = new ReadoutEstimator(simulator)
                .outputs(pub(List.of(WEIGHTS), null, null, 0, Wanted.OUTPUTS), definition(), BYTES);
        double[] expected = {0.9386412375359321, 0.8357463913742866, 0.7015595941039936};
        for (int row = 0; row < 3; row++) {
            assertThat(outputs.get(row, 0)).isCloseTo(expected[row], within(ROUNDING));
        }
    }

    @Test
    void theMetricIsByWeightsOfAngles() {
        Pub pub = pub(List.of(WEIGHTS), new Loss.CrossEntropy(2.5), null, 0, Wanted.LOSS_METRIC);
        PackedMatrix packed = new MetricEstimator(simulator).metric(pub, definition(), BYTES);
        double[][] metric = PackedTriangle.unpack(packed, OF_CIRCUIT);
        for (int weight = 0; weight < OF_CIRCUIT; weight++) {
            assertThat(metric[weight][weight]).isCloseTo(DIAGONAL_OF_METRIC[weight], within(ROUNDING));
        }
    }

    /// Of 200 seeds, within four standard errors; the derivative of this loss is linear in the
    /// outputs, so that there is no bias but by the weights of classes, which see the square.
    @Test
    void sampledGradientsScatterAboutTheExactOne() {
        int seeds = 200;
        int shots = 1000;
        var sum = new double[OF_CIRCUIT + 2];
        var squares = new double[OF_CIRCUIT + 2];
        CompiledDefinition definition = definition();
        for (int seed = 0; seed < seeds; seed++) {
            RealVector gradient = gradient(losses.losses(
                            pub(List.of(WITH_CLASSES), new Loss.WeightedFidelity(), shots, seed, Wanted.LOSS_GRADIENT),
                            definition,
                            BYTES)
                    .getFirst());
            for (int w = 0; w < sum.length; w++) {
                sum[w] += gradient.get(w);
                squares[w] += gradient.get(w) * gradient.get(w);
            }
        }
        for (int w = 0; w < sum.length; w++) {
            double mean = sum[w] / seeds;
            double error = Math.sqrt(Math.max(0, squares[w] / seeds - mean * mean) / seeds);
            assertThat(mean).as("weight %d", w).isCloseTo(GRADIENT[w], within(4 * error + 1.0 / shots));
            assertThat(error).as("noise of weight %d", w).isLessThan(0.01);
        }
    }

    /// The map `zz` of two features, twice, and a rotation of each qubit.
    ///
    /// @param apart whether the second time has parameters of its own
    private static CompiledDefinition twice(boolean apart) {
        var qasm = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
        int parameters = apart ? 8 : 5;
        for (int k = 0; k < parameters; k++) {
            qasm.append("input float p").append(k).append(";\n");
        }
        qasm.append("qubit[2] q;\n");
        for (int time = 0; time < 2; time++) {
            int first = apart ? 3 * time : 0;
            qasm.append("""
                    h q[0];
                    h q[1];
                    rz(2*p%1$d) q[0];
                    rz(2*p%2$d) q[1];
                    cx q[0], q[1];
                    rz(2*p%3$d) q[1];
                    cx q[0], q[1];
                    """.formatted(first, first + 1, first + 2));
        }
        qasm.append("ry(p%d) q[0];\nry(p%d) q[1];\n".formatted(parameters - 2, parameters - 1));
        return CompiledDefinition.compile(
                OpenQasm.read(qasm.toString()), PauliSum.of(PauliString.of(2, 'Z', 0)), List.of());
    }

    private static Pub ofTwice(boolean apart, @Nullable Integer shots, Wanted wanted) {
        List<RealVector> rows = List.of(RealVector.of(0.3, -1.1, 0.8), RealVector.of(2.0, 0.7, -0.6));
        var batch = new TrainingBatch(
                rows,
                List.of(new PauliString("IZ")),
                RealVector.of(1, 0),
                new Loss.CrossEntropy(2.5),
                null,
                apart ? 6 : 3);
        RealVector once = RealVector.of(0.4, -0.7, 1.1);
        RealVector others = RealVector.of(0.2, 0.9);
        RealVector weights = (apart ? once.followedBy(once) : once).followedBy(others);
        return Pub.ofBatch(Digest.of("circuit"), List.of(weights), batch, shots, 5, wanted);
    }

    /// Where the second time has weights of its own, which are the same: sums over the two are the
    /// derivatives by a weight of both.
    @Test
    void aWeightInSeveralGatesHasTheSumOfTheirDerivatives() {
        RealVector gradient = gradient(losses.losses(ofTwice(false, null, Wanted.LOSS_GRADIENT), twice(false), BYTES)
                .getFirst());
        RealVector apart = gradient(losses.losses(ofTwice(true, null, Wanted.LOSS_GRADIENT), twice(true), BYTES)
                .getFirst());
        double[][] metric = metricOfTwice(false, 5);
        double[][] metricApart = metricOfTwice(true, 8);
        int[][] places = {{0, 3}, {1, 4}, {2, 5}, {6}, {7}};
        for (int i = 0; i < 5; i++) {
            double sum = 0;
            for (int place : places[i]) {
                sum += apart.get(place);
            }
            assertThat(gradient.get(i)).isCloseTo(sum, within(ROUNDING));
            for (int j = 0; j < 5; j++) {
                double product = 0;
                for (int one : places[i]) {
                    for (int other : places[j]) {
                        product += metricApart[one][other];
                    }
                }
                assertThat(metric[i][j]).isCloseTo(product, within(ROUNDING));
            }
        }
        assertThat(gradient.get(0)).isNotCloseTo(0, within(0.01));
    }

    private double[][] metricOfTwice(boolean apart, int weights) {
        Pub pub = ofTwice(apart, null, Wanted.LOSS_METRIC);
        return PackedTriangle.unpack(new MetricEstimator(simulator).metric(pub, twice(apart), BYTES), weights);
    }

    /// As optimizer-service counts them in `EvaluationsTest`: five weights are in eight rotations.
    @Test
    void statesAreCountedByRotations() {
        assertThat(PubCheck.statesEach(ofTwice(false, 100, Wanted.LOSS_GRADIENT), twice(false)))
                .isEqualTo(17);
        assertThat(PubCheck.statesEach(ofTwice(false, null, Wanted.LOSS_METRIC), twice(false)))
                .isEqualTo(9);
    }

    /// Of 5 parameters and 8 rotations 9 states of 4 amplitudes, their parameters, their products
    /// twice, and these by weights.
    @Test
    void theMemoryOfAMetricIsThatOfItsRotations() {
        assertThat(MetricEstimator.bytes(ofTwice(false, null, Wanted.LOSS_METRIC), twice(false), simulator))
                .isEqualTo(9 * 64 + 8 * 8 * (3 * 8 + 2 * 5));
    }

    @Test
    void aQuestionThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> PubCheck.check(
                        pub(List.of(WEIGHTS), new Loss.WeightedFidelity(), null, 0, Wanted.LOSS), definition()))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("parameters[0]"));
        assertThatThrownBy(() -> pub(List.of(WITH_CLASSES), new Loss.WeightedFidelity(), null, 0, Wanted.LOSS_METRIC))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("batch.loss"));
    }
}
