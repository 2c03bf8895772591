package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.Classifier;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelEstimatorTest {

    private static final long MEMORY = 1 << 24;
    private static final Digest CIRCUIT = Digest.of("circuit");

    private final KernelEstimator kernels = new KernelEstimator(new StatevectorSimulator(MEMORY));

    private static CompiledDefinition compiled(CircuitDefinition definition) {
        return CompiledDefinition.compile(
                OpenQasm.read(definition.openQasm()), definition.observable(), definition.groups());
    }

    /// RY(xᵢ) on qubit i, so that a fidelity is ∏ cos²((xᵢ − yᵢ)/2).
    private static CompiledDefinition turns(int qubits) {
        var text = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
        for (int i = 0; i < qubits; i++) {
            text.append("input float x").append(i).append(";\n");
        }
        text.append("qubit[").append(qubits).append("] q;\n");
        for (int i = 0; i < qubits; i++) {
            text.append("ry(x" + i + ") q[" + i + "];\n");
        }
        return CompiledDefinition.compile(
                OpenQasm.read(text.toString()), PauliSum.of(PauliString.of(qubits, 'Z', 0)), List.of());
    }

    private static List<RealVector> points(int count, int features, long seed) {
        var points = new ArrayList<RealVector>(count);
        for (int k = 0; k < count; k++) {
            var point = new double[features];
            for (int i = 0; i < features; i++) {
                point[i] = 2 * ((Seeds.derive(seed, (long) k * features + i) >>> 11) * 0x1.0p-53) - 1;
            }
            points.add(RealVector.of(point));
        }
        return points;
    }

    private static double closedForm(RealVector one, RealVector other) {
        double product = 1;
        for (int i = 0; i < one.size(); i++) {
            product *= Math.pow(Math.cos((one.get(i) - other.get(i)) / 2), 2);
        }
        return product;
    }

    private PackedMatrix tile(Pub pub, CompiledDefinition definition) {
        return kernels.tile(pub, definition);
    }

    @Test
    void aTileIsRowsByColumns() {
        List<RealVector> rows = points(5, 4, 1);
        List<RealVector> columns = points(3, 4, 2);
        PackedMatrix tile = tile(Pub.kernel(CIRCUIT, rows, columns, null, 0), turns(4));
        assertThat(tile.rows()).isEqualTo(5);
        assertThat(tile.columns()).isEqualTo(3);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 3; j++) {
                // a handful of roundings of numbers of at most 1
                assertThat(tile.get(i, j)).isCloseTo(closedForm(rows.get(i), columns.get(j)), within(1e-14));
            }
        }
    }

    @Test
    void agreesWithPennyLane() {
        PackedMatrix tile = tile(
                Pub.kernel(
                        CIRCUIT,
                        Classifier.vectors(Classifier.WEIGHTS.get(0)),
                        Classifier.vectors(Classifier.WEIGHTS.get(1)),
                        null,
                        0),
                compiled(Classifier.definition()));
        for (int i = 0; i < 3; i++) {
            assertThat(tile.row(i)).containsExactly(Classifier.kernel()[i], within(1e-14));
        }
    }

    @Test
    void aSymmetricTileHasOnesOnItsDiagonalAndEqualHalves() {
        List<RealVector> points = points(40, 3, 3);
        for (Integer shots : new Integer[] {null, 50}) {
            PackedMatrix tile = tile(Pub.kernel(CIRCUIT, points, List.of(), shots, 9), turns(3));
            for (int i = 0; i < 40; i++) {
                assertThat(tile.get(i, i)).isEqualTo(1);
                for (int j = 0; j < i; j++) {
                    assertThat(tile.get(i, j)).isEqualTo(tile.get(j, i));
                }
            }
        }
        PackedMatrix exact = tile(Pub.kernel(CIRCUIT, points, List.of(), null, 9), turns(3));
        assertThat(exact).isEqualTo(tile(Pub.kernel(CIRCUIT, points, List.of(), null, 10), turns(3)));
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(exact.get(i, j)).isCloseTo(closedForm(points.get(i), points.get(j)), within(1e-14));
            }
        }
    }

    /// Of the 1225 entries of 50 points, at least 98 % lie in the interval that holds 99 % of each entry's binomial
    /// distribution: fewer would come with a probability of 0.001 at most, were the entries drawn rightly.
    @ParameterizedTest
    @ValueSource(ints = {10, 1000, 100_000})
    void entriesLieInTheirBinomialIntervals(int shots) {
        List<RealVector> points = points(50, 4, 4);
        PackedMatrix tile = tile(Pub.kernel(CIRCUIT, points, List.of(), shots, 20251127), turns(4));
        int inside = 0;
        int entries = 0;
        for (int i = 0; i < 50; i++) {
            for (int j = i + 1; j < 50; j++) {
                var distribution = new BinomialDistribution(null, shots, closedForm(points.get(i), points.get(j)));
                double drawn = tile.get(i, j) * shots;
                assertThat(drawn).isCloseTo(Math.rint(drawn), within(1e-9));
                boolean notLow = drawn >= distribution.inverseCumulativeProbability(0.005);
                boolean notHigh = drawn <= distribution.inverseCumulativeProbability(0.995);
                inside += notLow && notHigh ? 1 : 0;
                entries++;
            }
        }
        assertThat(inside).isGreaterThanOrEqualTo((int) Math.ceil(0.98 * entries));
    }

    /// The mean of 600 × 30 entries that are drawn is that of the exact ones within four of its standard errors, and so
    /// is the mean of their squared deviations in units of p(1 − p)/S.
    @Test
    void entriesAreDrawnApart() {
        int shots = 100;
        List<RealVector> rows = points(60, 2, 5);
        List<RealVector> columns = points(30, 2, 6);
        PackedMatrix exact = tile(Pub.kernel(CIRCUIT, rows, columns, null, 0), turns(2));
        double deviations = 0;
        double squares = 0;
        int count = 0;
        for (long seed = 0; seed < 10; seed++) {
            PackedMatrix drawn = tile(Pub.kernel(CIRCUIT, rows, columns, shots, seed), turns(2));
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 30; j++) {
                    double p = exact.get(i, j);
                    double standardised = (drawn.get(i, j) - p) / Math.sqrt(p * (1 - p) / shots);
                    deviations += standardised;
                    squares += standardised * standardised;
                    count++;
                }
            }
        }
        assertThat(deviations / count).isCloseTo(0, within(4 / Math.sqrt(count)));
        // the square of a standardised number has the variance 2 and a little more: four times √(2.5/count)
        assertThat(squares / count).isCloseTo(1, within(4 * Math.sqrt(2.5 / count)));
    }

    @Test
    void anEntryDrawsWithItsOwnSeed() {
        List<RealVector> rows = points(4, 2, 7);
        List<RealVector> columns = points(3, 2, 8);
        PackedMatrix exact = tile(Pub.kernel(CIRCUIT, rows, columns, null, 0), turns(2));
        PackedMatrix drawn = tile(Pub.kernel(CIRCUIT, rows, columns, 1000, 77), turns(2));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                int successes = BinomialDraw.of(1000, exact.get(i, j), Seeds.derive(77, i * 3 + j));
                assertThat(drawn.get(i, j)).isEqualTo(successes / 1000.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void threadsDoNotChangeABit(int threads) {
        List<RealVector> points = points(70, 11, 9);
        CompiledDefinition definition = turns(11);
        try (var several = new StatevectorSimulator(MEMORY, threads)) {
            for (Integer shots : new Integer[] {null, 1000}) {
                for (Pub pub : List.of(
                        Pub.kernel(CIRCUIT, points, List.of(), shots, 5),
                        Pub.kernel(CIRCUIT, points.subList(0, 30), points.subList(30, 70), shots, 5))) {
                    assertThat(new KernelEstimator(several).tile(pub, definition))
                            .isEqualTo(tile(pub, definition));
                }
            }
        }
    }

    @Test
    void refusesVectorsOfTheWrongSize() {
        Pub pub = Pub.kernel(CIRCUIT, points(2, 3, 1), List.of(), null, 0);
        assertThatThrownBy(() -> tile(pub, turns(4)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("parameters[0] must have 4 entries, not 3");
    }

    @Test
    void anInterruptEndsIt() {
        Pub pub = Pub.kernel(CIRCUIT, points(20, 4, 1), List.of(), null, 0);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> tile(pub, turns(4))).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /// With memory for 2, 3, 7 or 31 states of 50.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 31})
    void memoryDoesNotChangeABit(int states) {
        CompiledDefinition definition = turns(4);
        List<RealVector> points = points(50, 4, 10);
        var small = new KernelEstimator(
                new StatevectorSimulator(states * definition.circuit().stateBytesOfLargestPart()));
        for (Pub pub : List.of(
                Pub.kernel(CIRCUIT, points, List.of(), null, 0),
                Pub.kernel(CIRCUIT, points.subList(0, 20), points.subList(20, 50), 10, 0))) {
            assertThat(small.tile(pub, definition)).isEqualTo(tile(pub, definition));
        }
    }

    @Test
    void refusesAnglesThatAreNotFinite() {
        CompiledDefinition definition =
                CompiledDefinition.compile(OpenQasm.read("""
                        OPENQASM 3.0;
                        include "stdgates.inc";
                        input float theta;
                        qubit q;
                        ry(10 * theta) q;
                        """), PauliSum.of(new PauliString("Z")), List.of());
        Pub pub = Pub.kernel(
                CIRCUIT, List.of(RealVector.of(1), RealVector.of(1e308)), List.of(RealVector.of(2)), null, 0);
        assertThatThrownBy(() -> tile(pub, definition))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("parameters must lead to finite angles and results");
    }
}
