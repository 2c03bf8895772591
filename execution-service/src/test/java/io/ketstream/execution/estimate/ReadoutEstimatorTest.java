package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.Classifier;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Against the numbers of [Classifier].
class ReadoutEstimatorTest {

    /// Sums of a few products of numbers of at most 1, there and here.
    private static final double ROUNDING = 1e-14;

    private static final long BYTES = 1 << 16;
    private static final Digest CIRCUIT = Digest.of("circuit");

    private final ReadoutEstimator readouts = new ReadoutEstimator(new StatevectorSimulator(1 << 24));
    private final CompiledDefinition definition = CompiledDefinition.compile(
            OpenQasm.read(Classifier.definition().openQasm()),
            Classifier.definition().observable(),
            List.of());

    private static Pub outputs(List<PauliString> readout, @Nullable Integer shots, long seed) {
        var batch = new TrainingBatch(Classifier.INPUTS, readout, null, null);
        return Pub.ofBatch(CIRCUIT, Classifier.WEIGHTS, batch, shots, seed, Wanted.OUTPUTS);
    }

    private static Pub bloch(@Nullable Integer shots, long seed) {
        return Pub.bloch(CIRCUIT, Classifier.vectors(Classifier.WEIGHTS.getFirst()), shots, seed);
    }

    private static void assertRows(PackedMatrix matrix, double[][] expected, double tolerance) {
        assertThat(matrix.rows()).isEqualTo(expected.length);
        assertThat(matrix.columns()).isEqualTo(expected[0].length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(matrix.row(row)).containsExactly(expected[row], within(tolerance));
        }
    }

    @Test
    void outputsAreTheExpectations() {
        assertRows(
                readouts.outputs(outputs(Classifier.READOUT, null, 1), definition, BYTES),
                Classifier.outputs(),
                ROUNDING);
    }

    @Test
    void blochVectorsAreTheExpectations() {
        assertRows(readouts.bloch(bloch(null, 1), definition, BYTES), Classifier.bloch(), ROUNDING);
    }

    /// 5 standard errors of 10^6 shots at most, √(1 − f²)/10^3: one of 18 numbers is off by more once in 100,000 seeds.
    @Test
    void manyShotsComeToTheSame() {
        assertRows(
                readouts.outputs(outputs(Classifier.READOUT, 1_000_000, 2), definition, BYTES),
                Classifier.outputs(),
                5e-3);
        assertRows(readouts.bloch(bloch(1_000_000, 2), definition, BYTES), Classifier.bloch(), 5e-3);
    }

    /// Of 300 seeds the squared deviation of each number is (1 − f²)/S on average, within 5·√(2/300).
    @Test
    void sampledOutputsScatterAsTheirShotsSay() {
        int shots = 200;
        int seeds = 300;
        for (int c = 0; c < 3; c++) {
            double squares = 0;
            for (int seed = 0; seed < seeds; seed++) {
                PackedMatrix sampled = readouts.outputs(outputs(Classifier.READOUT, shots, seed), definition, BYTES);
                squares += Math.pow(sampled.get(1, c) - Classifier.outputs()[1][c], 2);
            }
            double expected = (1 - Math.pow(Classifier.outputs()[1][c], 2)) / shots;
            assertThat(squares / seeds / expected).isCloseTo(1, within(5 * Math.sqrt(2.0 / seeds)));
        }
    }

    /// With shots, too, which are the same ones.
    @Test
    void coefficientsAddTheExpectationsUpToOneOutput() {
        RealVector coefficients = RealVector.of(0.5, -0.25, 0.75);
        var batch = new TrainingBatch(Classifier.INPUTS, Classifier.READOUT, null, null, coefficients);
        for (Integer shots : new Integer[] {null, 100}) {
            PackedMatrix each = readouts.outputs(outputs(Classifier.READOUT, shots, 4), definition, BYTES);
            PackedMatrix sum = readouts.outputs(
                    Pub.ofBatch(CIRCUIT, Classifier.WEIGHTS, batch, shots, 4, Wanted.OUTPUTS), definition, BYTES);
            assertThat(sum.columns()).isEqualTo(1);
            assertThat(sum.rows()).isEqualTo(each.rows());
            for (int row = 0; row < sum.rows(); row++) {
                double expected = 0.5 * each.get(row, 0) - 0.25 * each.get(row, 1) + 0.75 * each.get(row, 2);
                assertThat(sum.get(row, 0)).isCloseTo(expected, within(ROUNDING));
            }
        }
    }

    /// With one shot in one basis, the readings of Z₀, Z₁ and Z₀Z₁ are of the same outcome.
    @Test
    void stringsOfZComeOfTheSameShots() {
        var readout = List.of(new PauliString("IZ"), new PauliString("ZI"), new PauliString("ZZ"));
        for (int seed = 0; seed < 20; seed++) {
            PackedMatrix one = readouts.outputs(outputs(readout, 1, seed), definition, BYTES);
            for (int row = 0; row < one.rows(); row++) {
                assertThat(Math.abs(one.get(row, 0))).isEqualTo(1);
                assertThat(one.get(row, 2)).isEqualTo(one.get(row, 0) * one.get(row, 1));
            }
        }
        assertThat(definition.bases(readout, outputs(readout, 1, 0).groupingOrDefault()))
                .isEqualTo(1);
        assertThat(definition.bases(Classifier.READOUT, outputs(readout, 1, 0).groupingOrDefault()))
                .isEqualTo(2);
    }

    @Test
    void theIdentityIsOneAndRepetitionsAreEqual() {
        var readout = List.of(new PauliString("II"), new PauliString("IZ"), new PauliString("IZ"));
        for (Integer shots : new Integer[] {null, 100}) {
            PackedMatrix outputs = readouts.outputs(outputs(readout, shots, 1), definition, BYTES);
            for (int row = 0; row < outputs.rows(); row++) {
                // exactly: the norm of the state
                assertThat(outputs.get(row, 0)).isCloseTo(1, within(shots == null ? ROUNDING : 0));
                assertThat(outputs.get(row, 1)).isEqualTo(outputs.get(row, 2));
            }
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        try (var several = new StatevectorSimulator(1 << 24, 4)) {
            var threads = new ReadoutEstimator(several);
            for (Integer shots : new Integer[] {null, 100}) {
                Pub outputs = outputs(Classifier.READOUT, shots, 3);
                assertThat(threads.outputs(outputs, definition, BYTES))
                        .isEqualTo(readouts.outputs(outputs, definition, BYTES));
                var many = new ArrayList<RealVector>();
                for (int k = 0; k < 4000; k++) {
                    many.add(RealVector.of(0.001 * k, 1, 2, 3, 4, 5));
                }
                Pub bloch = Pub.bloch(CIRCUIT, many, shots, 3);
                assertThat(threads.bloch(bloch, definition, BYTES)).isEqualTo(readouts.bloch(bloch, definition, BYTES));
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        Pub letters = outputs(List.of(new PauliString("IZ"), new PauliString("Z")), null, 0);
        assertRefused(letters, "batch.readout[1] must have 2 letters, not 1");
        var batch = new TrainingBatch(Classifier.INPUTS, Classifier.READOUT, null, null);
        assertRefused(
                Pub.ofBatch(CIRCUIT, List.of(RealVector.zeros(3)), batch, null, 0, Wanted.OUTPUTS),
                "parameters[0] must have 4 entries, not 3");
        var wide = new TrainingBatch(List.of(RealVector.zeros(7)), Classifier.READOUT, null, null);
        assertRefused(
                Pub.ofBatch(CIRCUIT, Classifier.WEIGHTS, wide, null, 0, Wanted.OUTPUTS),
                "batch.inputs[0] must have at most 6 entries, the circuit's parameters, not 7");
        assertRefused(Pub.bloch(CIRCUIT, Classifier.WEIGHTS, null, 0), "parameters[0] must have 6 entries, not 4");
    }

    private void assertRefused(Pub pub, String message) {
        assertThatThrownBy(() -> PubCheck.check(pub, definition))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> {
                    if (pub.wanted() == Wanted.BLOCH) {
                        readouts.bloch(pub, definition, BYTES);
                    } else {
                        readouts.outputs(pub, definition, BYTES);
                    }
                })
                .hasMessage(message);
    }
}
