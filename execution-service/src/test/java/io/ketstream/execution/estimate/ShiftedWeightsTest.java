package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.Classifier;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients by parameter shift and metrics by shifted states; the numbers are PennyLane's, as of
/// [Classifier].
class ShiftedWeightsTest {

    /// Sums of some tens of products, there and here.
    private static final double ROUNDING = 1e-12;

    private static final long BYTES = 1 << 16;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 24);
    private final LossEstimator losses = new LossEstimator(simulator);
    private final MetricEstimator metrics = new MetricEstimator(simulator);

    private static CompiledDefinition classifier() {
        return CompiledDefinition.compile(
                OpenQasm.read(Classifier.definition().openQasm()),
                Classifier.definition().observable(),
                List.of());
    }

    /// A shifted circuit has as many gates, and names as many groups.
    @Test
    void theCircuitWithShiftsIsWeighed() {
        CompiledDefinition definition = classifier();
        long before = definition.weight();
        definition.rotations(2);
        assertThat(definition.weight())
                .isEqualTo(before + definition.shiftedDefinition(2).weight())
                .isGreaterThan(3 * before / 2);
    }

    private static Instruction apply(Gate gate, ParameterExpression angle, Integer... qubits) {
        return new Instruction.Apply(gate, List.of(angle), List.of(qubits));
    }

    private static ParameterExpression parameter(int index, double factor) {
        return ParameterExpression.parameter(index, factor);
    }

    /// Inputs x0, x1 and weights w0, w1, w2, each in several rotations, with factors, of one qubit
    /// and of two.
    private static ParameterizedCircuit shared() {
        return ParameterizedCircuit.of(
                2,
                List.of("x0", "x1", "w0", "w1", "shift"),
                List.of(
                        apply(Gate.RY, parameter(0, 1), 0),
                        apply(Gate.RX, parameter(1, 1), 1),
                        apply(Gate.RY, parameter(2, 2), 0),
                        apply(Gate.RZ, ParameterExpression.constant(0.25).plus(parameter(3, -1)), 1),
                        apply(Gate.RZZ, parameter(2, 1).plus(parameter(3, 1)), 0, 1),
                        apply(Gate.RX, parameter(2, -0.5), 1),
                        apply(Gate.RXX, parameter(3, 1), 0, 1),
                        apply(Gate.RY, parameter(4, 1), 0),
                        apply(Gate.RYY, parameter(4, 1), 0, 1)));
    }

    private static CompiledDefinition definition(ParameterizedCircuit circuit) {
        return CompiledDefinition.compile(circuit, PauliSum.of(PauliString.of(circuit.qubits(), 'Z', 0)), List.of());
    }

    private static Pub pub(
            RealVector weights, Loss loss, RealVector targets, @Nullable Integer shots, long seed, Wanted wanted) {
        List<PauliString> readout =
                loss instanceof Loss.Squared ? Classifier.READOUT.subList(0, 1) : Classifier.READOUT;
        var batch = new TrainingBatch(Classifier.INPUTS, readout, targets, loss);
        return Pub.ofBatch(Digest.of("circuit"), List.of(weights), batch, shots, seed, wanted);
    }

    private static final RealVector SHARED_WEIGHTS = RealVector.of(0.4, -0.8, 1.3);

    /// As many shots as one likes: what the shots are drawn of, ⟨P⟩ at the two shifts, put together
    /// as those are.
    @Test
    void exactShiftsAreTheAdjointGradient() {
        CompiledDefinition definition = definition(shared());
        Pub pub = pub(SHARED_WEIGHTS, new Loss.CrossEntropy(2), RealVector.of(2, 0, 1), null, 0, Wanted.LOSS_GRADIENT);
        Batch batch = Batch.of(pub, definition);
        ShiftedRotations rotations = definition.shiftedRotations(2);
        assertThat(rotations.size()).isEqualTo(7);
        var loss = new LossFunction(new Loss.CrossEntropy(2), RealVector.zeros(0));
        var gradient = new double[3];
        for (int row = 0; row < 3; row++) {
            RealVector parameters = batch.joined(row, SHARED_WEIGHTS);
            var slopes = new double[3];
            loss.evaluate(
                    outputs(definition, rotations.unshifted(parameters)),
                    Objects.requireNonNull(batch.rows().targets()).get(row),
                    slopes);
            var byAngles = new double[rotations.size()];
            for (int r = 0; r < byAngles.length; r++) {
                double[] above = outputs(definition, rotations.shifted(parameters, r, Math.PI / 2));
                double[] below = outputs(definition, rotations.shifted(parameters, r, -Math.PI / 2));
                for (int c = 0; c < 3; c++) {
                    byAngles[r] += slopes[c] * (above[c] - below[c]) / 2;
                }
            }
            double[] ofRow = rotations.byWeights(byAngles);
            for (int w = 0; w < 3; w++) {
                gradient[w] += ofRow[w] / 3;
            }
        }
        assertThat(Objects.requireNonNull(
                                losses.losses(pub, definition, BYTES).getFirst().gradient())
                        .toArray())
                .containsExactly(gradient, within(ROUNDING));
    }

    private double[] outputs(CompiledDefinition definition, RealVector parameters) {
        CompiledDefinition shifted = definition.shiftedDefinition(2);
        return simulator
                .outputs(
                        shifted.circuit(),
                        List.of(parameters),
                        RealVector.zeros(0),
                        shifted.readout(Classifier.READOUT))
                .row(0)
                .toArray();
    }

    /// Of 400 seeds. A squared loss is linear in its derivative, so that its gradient has no bias;
    /// that of the other is of order 1/shots, far below the 4 standard errors of the mean that are
    /// permitted here. With the fixed seeds the test is no matter of chance.
    @ParameterizedTest
    @MethodSource("losses")
    void sampledGradientsScatterAboutTheExactOne(Losses kind) {
        CompiledDefinition definition = definition(shared());
        int seeds = 400;
        int shots = 500;
        RealVector exact = Objects.requireNonNull(losses.losses(
                        pub(SHARED_WEIGHTS, kind.loss(), kind.targets(), null, 0, Wanted.LOSS_GRADIENT),
                        definition,
                        BYTES)
                .getFirst()
                .gradient());
        var sum = new double[3];
        var squares = new double[3];
        for (int seed = 0; seed < seeds; seed++) {
            PointResult result = losses.losses(
                            pub(SHARED_WEIGHTS, kind.loss(), kind.targets(), shots, seed, Wanted.LOSS_GRADIENT),
                            definition,
                            BYTES)
                    .getFirst();
            RealVector gradient = Objects.requireNonNull(result.gradient());
            for (int w = 0; w < 3; w++) {
                sum[w] += gradient.get(w);
                squares[w] += gradient.get(w) * gradient.get(w);
            }
        }
        for (int w = 0; w < 3; w++) {
            double mean = sum[w] / seeds;
            double error = Math.sqrt((squares[w] / seeds - mean * mean) / seeds);
            assertThat(error).as("there is noise in weight %d", w).isPositive();
            assertThat(mean).as("weight %d of %s", w, kind).isCloseTo(exact.get(w), within(4 * error));
        }
    }

    record Losses(Loss loss, RealVector targets) {}

    static List<Losses> losses() {
        return List.of(
                new Losses(new Loss.Squared(1.5), RealVector.of(0.5, -0.25, 1.5)),
                new Losses(new Loss.CrossEntropy(2.5), RealVector.of(2, 0, 1)));
    }

    @Test
    void theLossIsThatOfTheSameShotsWithoutAGradient() {
        CompiledDefinition definition = definition(shared());
        Pub with = pub(SHARED_WEIGHTS, new Loss.CrossEntropy(2), RealVector.of(2, 0, 1), 100, 5, Wanted.LOSS_GRADIENT);
        Pub without = pub(SHARED_WEIGHTS, new Loss.CrossEntropy(2), RealVector.of(2, 0, 1), 100, 5, Wanted.LOSS);
        PointResult result = losses.losses(with, definition, BYTES).getFirst();
        PointResult value = losses.losses(without, definition, BYTES).getFirst();
        assertThat(result.value()).isEqualTo(value.value());
        assertThat(result.standardError()).isEqualTo(value.standardError());
    }

    @Test
    void metricsAreThoseOfPennyLane() {
        double[][][] expected = {
            {
                {0.25, 0, 0.011577627678248497, 0},
                {0, 0.1753959035945634, 0, 0.0036000916184724054},
                {0.011577627678248497, 0, 0.25, 0},
                {0, 0.0036000916184724054, 0, 0.24307721085713963}
            },
            {
                {0.25, 0, 0.02793893935812865, 0},
                {0, 0.1753959035945634, 0, 0.008687681467005375},
                {0.02793893935812865, 0, 0.25, 0},
                {0, 0.008687681467005375, 0, 0.2096854537787025}
            }
        };
        for (int w = 0; w < 2; w++) {
            assertMetric(metric(classifier(), Classifier.WEIGHTS.get(w)), expected[w]);
        }
    }

    /// By `jax.jacfwd` of `qml.state`, Re J†J less what is along the state.
    @Test
    void aWeightOfSeveralRotationsHasTheSumOfTheirDerivatives() {
        assertMetric(metric(definition(shared()), SHARED_WEIGHTS), new double[][] {
            {1.1710187567045214, 0.0975940247365267, 0.2780338998242517},
            {0.0975940247365267, 0.45440134403844, 0.027654678600586825},
            {0.2780338998242517, 0.027654678600586825, 0.5027248703776875}
        });
    }

    private double[][] metric(CompiledDefinition definition, RealVector weights) {
        Pub pub = pub(weights, new Loss.Squared(1), RealVector.of(0, 1, 1), null, 0, Wanted.LOSS_METRIC);
        return PackedTriangle.unpack(metrics.metric(pub, definition, BYTES), weights.size());
    }

    private static void assertMetric(double[][] metric, double[][] expected) {
        assertThat(metric).hasDimensions(expected.length, expected.length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(metric[row]).containsExactly(expected[row], within(ROUNDING));
        }
    }

    @Test
    void neitherThreadsNorMemoryChangeABit() {
        int qubits = 6;
        ParameterizedCircuit circuit = layered(qubits, 4);
        CompiledDefinition definition = definition(circuit);
        var random = new Random(7);
        List<RealVector> inputs = IntStream.range(0, 37)
                .mapToObj(row -> RealVector.of(random.doubles(qubits, -3, 3).toArray()))
                .toList();
        RealVector weights = RealVector.of(
                random.doubles(circuit.parameters().size() - qubits, -3, 3).toArray());
        var batch = new TrainingBatch(
                inputs,
                List.of(PauliString.of(qubits, 'Z', 0)),
                RealVector.of(IntStream.range(0, 37).mapToDouble(row -> row % 2).toArray()),
                new Loss.CrossEntropy(2));
        Pub metric = Pub.ofBatch(Digest.of("c"), List.of(weights), batch, null, 1, Wanted.LOSS_METRIC);
        Pub sampled = Pub.ofBatch(Digest.of("c"), List.of(weights), batch, 20, 1, Wanted.LOSS_GRADIENT);
        long states = 16L << qubits;
        try (var several = new StatevectorSimulator(1 << 24, 4);
                var little = new StatevectorSimulator(12 * states, 3)) {
            assertThat(little.gramBytes(definition.circuit(), 49)).isEqualTo(12 * states);
            var expected = metrics.metric(metric, definition, 49 * states);
            assertThat(new MetricEstimator(several).metric(metric, definition, 49 * states))
                    .isEqualTo(expected);
            assertThat(new MetricEstimator(little).metric(metric, definition, 12 * states))
                    .isEqualTo(expected);
            assertThat(new LossEstimator(several).losses(sampled, definition, BYTES))
                    .isEqualTo(losses.losses(sampled, definition, BYTES));
        }
    }

    private static ParameterizedCircuit layered(int qubits, int layers) {
        var names = new ArrayList<String>();
        var instructions = new ArrayList<Instruction>();
        for (int q = 0; q < qubits; q++) {
            names.add("x" + q);
            instructions.add(apply(Gate.RX, parameter(q, 1), q));
        }
        for (int layer = 0; layer < layers; layer++) {
            for (int q = 0; q < qubits; q++) {
                instructions.add(apply(Gate.RY, parameter(names.size(), 1), q));
                names.add("w" + names.size());
                instructions.add(apply(Gate.RZ, parameter(names.size(), 1), q));
                names.add("w" + names.size());
            }
            for (int q = 0; q < qubits; q++) {
                instructions.add(new Instruction.Apply(Gate.CX, List.of(), List.of(q, (q + 1) % qubits)));
            }
        }
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    @Test
    void aWeightInAnyOtherGateIsRefused() {
        CompiledDefinition phase = definition(ParameterizedCircuit.of(
                2,
                List.of("x0", "x1", "w0"),
                List.of(apply(Gate.P, parameter(0, 1), 0), apply(Gate.P, parameter(2, 1), 0))));
        RealVector weights = RealVector.of(0.1);
        var squared = new Loss.Squared(1);
        RealVector targets = RealVector.of(0, 1, 1);
        for (Pub pub : List.of(
                pub(weights, squared, targets, 10, 0, Wanted.LOSS_GRADIENT),
                pub(weights, squared, targets, null, 0, Wanted.LOSS_METRIC))) {
            assertThatThrownBy(() -> PubCheck.check(pub, phase))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("wanted needs every weight in a rotation (rx, ry, rz, rxx, ryy, rzz), not in p");
        }
        // an input may be in any
        PubCheck.check(pub(weights, squared, targets, null, 0, Wanted.LOSS_GRADIENT), phase);
    }

    @Test
    void anInterruptEndsIt() {
        CompiledDefinition definition = classifier();
        Pub metric = pub(
                Classifier.WEIGHTS.getFirst(),
                new Loss.Squared(1),
                RealVector.of(0, 1, 1),
                null,
                0,
                Wanted.LOSS_METRIC);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> metrics.metric(metric, definition, BYTES))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
