package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.testing.ReferenceData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FidelityKernelTest {

    /// Squares of sums of at most 64 products, each within some ulps.
    private static final double ROUNDING = 1e-12;

    /// What the reference matrices are promised to.
    private static final double REFERENCE = 1e-10;

    /// Those printed by Qiskit have eight digits.
    private static final double PRINTED = 1e-8;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 28);

    private static List<RealVector> points(int count, int parameters, long seed) {
        return IntStream.range(0, count)
                .mapToObj(k -> Circuits.randomParameters(parameters, seed + k))
                .toList();
    }

    /// Fewer points than a kernel, a tile and one more; qubits from less than a register on.
    @ParameterizedTest
    @CsvSource({"1, 1, 3", "2, 5, 1", "3, 2, 17", "4, 16, 16", "5, 9, 33", "6, 18, 5"})
    void entriesAreThoseOfDenseStates(int qubits, int rows, int columns) {
        ParameterizedCircuit circuit = Circuits.random(qubits, 10 * qubits, 3, qubits);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        List<RealVector> left = points(rows, 3, 1);
        List<RealVector> right = points(columns, 3, 500);
        RealMatrix kernel = simulator.kernel(compiled, left, right);
        assertThat(kernel.rows()).isEqualTo(rows);
        assertThat(kernel.columns()).isEqualTo(columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertThat(kernel.get(i, j))
                        .isCloseTo(fidelity(circuit, left.get(i), right.get(j)), within(ROUNDING))
                        .isBetween(0.0, 1.0);
            }
        }
    }

    private static double fidelity(ParameterizedCircuit circuit, RealVector a, RealVector b) {
        DenseReference.Complex inner =
                DenseReference.inner(DenseReference.run(circuit, a), DenseReference.run(circuit, b));
        return inner.re() * inner.re() + inner.im() * inner.im();
    }

    @Test
    void aGramMatrixIsSymmetricWithOnesOnItsDiagonal() {
        ParameterizedCircuit circuit = Circuits.random(4, 40, 3, 2);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        List<RealVector> points = points(19, 3, 7);
        RealMatrix gram = simulator.kernel(compiled, points);
        RealMatrix between = simulator.kernel(compiled, points, points);
        for (int i = 0; i < 19; i++) {
            assertThat(gram.get(i, i)).isEqualTo(1);
            assertThat(between.get(i, i)).isCloseTo(1, within(ROUNDING)).isLessThanOrEqualTo(1);
            for (int j = 0; j < i; j++) {
                assertThat(gram.get(i, j)).isCloseTo(fidelity(circuit, points.get(i), points.get(j)), within(ROUNDING));
                assertThat(gram.get(i, j))
                        .isEqualTo(gram.get(j, i))
                        .isEqualTo(between.get(i, j))
                        .isEqualTo(between.get(j, i));
            }
        }
    }

    /// 17 qubits have two ranges that are added up, 11 have several blocks.
    @ParameterizedTest
    @CsvSource({"3, 40", "11, 18", "17, 3"})
    void theBitsDependNeitherOnThreadsNorOnBlocks(int qubits, int count) {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(qubits, 3 * qubits, 2, 4));
        List<RealVector> points = points(count, 2, 9);
        List<RealVector> others = points(count - 1, 2, 100);
        RealMatrix gram = simulator.kernel(compiled, points);
        RealMatrix between = simulator.kernel(compiled, others, points);
        for (int threads : new int[] {1, 2, 4}) {
            for (long states : new long[] {2, 5, 1000}) {
                try (var other = new StatevectorSimulator(states * compiled.stateBytes(), threads)) {
                    assertThat(other.kernel(compiled, points)).isEqualTo(gram);
                    assertThat(other.kernel(compiled, others, points)).isEqualTo(between);
                    assertThat(other.kernel(compiled, points, others).toArray()).isDeepEqualTo(transposed(between));
                }
            }
        }
        try (var single = new StatevectorSimulator(1 << 28, 1, Precision.SINGLE)) {
            assertThat(single.kernel(compiled, points)).isEqualTo(gram);
        }
    }

    private static double[][] transposed(RealMatrix matrix) {
        var transposed = new double[matrix.columns()][matrix.rows()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                transposed[j][i] = matrix.get(i, j);
            }
        }
        return transposed;
    }

    @Test
    void statesOfAThousandPointsOfSixteenQubitsStayBelowTwoGibibytes() {
        long state = 16L << 16;
        long capacity = FidelityKernel.capacity(state, Long.MAX_VALUE);
        KernelBlocks all = KernelBlocks.symmetric(1000, capacity);
        assertThat(all).isEqualTo(new KernelBlocks(1000, 0));
        assertThat(all.states() * state).isLessThanOrEqualTo(1L << 30);
        KernelBlocks many = KernelBlocks.symmetric(20_000, capacity);
        assertThat(many.states() * state).isLessThanOrEqualTo(1L << 30);
        // Those that pass are made once for each block that stays: 20000²/(2·896) of them.
        assertThat(many).isEqualTo(new KernelBlocks(896, 128));
        assertThat(KernelBlocks.rectangular(200, 5000, capacity)).isEqualTo(new KernelBlocks(200, 128));
        assertThat(KernelBlocks.rectangular(200, 300, capacity)).isEqualTo(new KernelBlocks(200, 300));
        assertThat(KernelBlocks.symmetric(3, 2)).isEqualTo(new KernelBlocks(1, 1));
        // Two states of 30 qubits, which are needed, are more.
        assertThat(FidelityKernel.capacity(16L << 30, Long.MAX_VALUE)).isEqualTo(2);
        assertThat(FidelityKernel.capacity(state, 5 * state)).isEqualTo(5);
        CompiledCircuit compiled = CompiledCircuit.compile(chain(16));
        assertThat(StatevectorSimulator.kernelBytes(compiled, 1000)).isEqualTo(1000 * state);
        assertThat(StatevectorSimulator.kernelBytes(compiled, 20_000)).isEqualTo(1L << 30);
        // One basis state of 60 qubits fits a subspace, not a statevector.
        CompiledCircuit large = CompiledCircuit.compile(chain(60));
        assertThat(StatevectorSimulator.kernelBytes(large, 2)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> simulator.kernel(large, List.of(RealVector.of(), RealVector.of())))
                .isInstanceOf(CircuitTooLargeException.class)
                .hasMessageContaining("at most 30 qubits");
    }

    /// Each qubit joined with the next.
    private static ParameterizedCircuit chain(int qubits) {
        return Circuits.fixed(
                qubits,
                IntStream.range(0, qubits - 1)
                        .mapToObj(qubit -> Circuits.gate(Gate.CX, qubit, qubit + 1))
                        .toArray(Instruction[]::new));
    }

    /// The Z and ZZ feature maps of Qiskit on the points of the reference, which are given or rows of the iris table.
    @Test
    void matricesAreThoseOfTheReference() {
        int matrices = 0;
        for (JsonNode result : ReferenceData.json("qml/reference_kernels.json").get("results")) {
            String name = result.get("name").asString();
            List<double[]> features = result.has("X") ? rows(result.get("X")) : iris(result);
            boolean pairs = result.get("kind").asString().equals("zz");
            int qubits = features.getFirst().length;
            CompiledCircuit compiled = CompiledCircuit.compile(
                    FeatureMaps.pauliZ(qubits, result.get("reps").asInt(), pairs));
            RealMatrix kernel = simulator.kernel(
                    compiled,
                    features.stream().map(row -> FeatureMaps.angles(row, pairs)).toList());
            assertCloseTo(kernel, rows(result.get("gram")), REFERENCE, name);
            if (result.has("published")) {
                assertCloseTo(kernel, rows(result.get("published")), PRINTED, name);
            }
            matrices++;
        }
        assertThat(matrices).isGreaterThanOrEqualTo(10);
    }

    private static void assertCloseTo(RealMatrix kernel, List<double[]> expected, double tolerance, String name) {
        assertThat(kernel.rows()).as(name).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.size(); j++) {
                assertThat(kernel.get(i, j)).as(name).isCloseTo(expected.get(i)[j], within(tolerance));
            }
        }
    }

    private static List<double[]> rows(JsonNode matrix) {
        var rows = new ArrayList<double[]>();
        for (JsonNode row : matrix) {
            var numbers = new double[row.size()];
            for (int k = 0; k < numbers.length; k++) {
                numbers[k] = row.get(k).asDouble();
            }
            rows.add(numbers);
        }
        return rows;
    }

    /// The rows and columns that a result names, scaled to [0, π] by the hundred rows that it is about.
    private static List<double[]> iris(JsonNode result) {
        int begin = result.get("name").asString().startsWith("iris rows 50..149") ? 50 : 0;
        List<double[]> table = ReferenceData.text("qml/iris.csv")
                .lines()
                .skip(1L + begin)
                .limit(100)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        var selected = new ArrayList<double[]>();
        for (JsonNode row : result.get("gram_rows")) {
            var features = new double[result.get("features").size()];
            for (int k = 0; k < features.length; k++) {
                int column = result.get("features").get(k).asInt();
                double low =
                        table.stream().mapToDouble(line -> line[column]).min().orElseThrow();
                double high =
                        table.stream().mapToDouble(line -> line[column]).max().orElseThrow();
                features[k] = Math.PI * (table.get(row.asInt())[column] - low) / (high - low);
            }
            selected.add(features);
        }
        return selected;
    }

    @Test
    void whatHasNoKernelIsRefused() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(3, 9, 2, 1));
        List<RealVector> good = points(2, 2, 1);
        List<RealVector> bad = List.of(good.getFirst(), RealVector.of(1));
        assertThatThrownBy(() -> simulator.kernel(compiled, bad))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("points[1] must have the circuit's 2 parameters, not 1");
        assertThatThrownBy(() -> simulator.kernel(compiled, bad, good)).hasMessageStartingWith("rows[1] must have");
        assertThatThrownBy(() -> simulator.kernel(compiled, good, bad)).hasMessageStartingWith("columns[1] must have");
        CompiledCircuit dynamic = CompiledCircuit.compile(
                Circuits.fixed(2, Circuits.gate(Gate.H, 0), new Instruction.Reset(0), Circuits.gate(Gate.H, 1)));
        assertThatThrownBy(() -> simulator.kernel(dynamic, List.of(RealVector.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dynamic");
        try (var small = new StatevectorSimulator(2 * compiled.stateBytesOfLargestPart() - 1)) {
            assertThat(small.kernel(compiled, good.subList(0, 1)).get(0, 0)).isEqualTo(1);
            assertThatThrownBy(() -> small.kernel(compiled, good)).isInstanceOf(CircuitTooLargeException.class);
        }
    }

    @Test
    void noPointsGiveNoEntries() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(3, 9, 2, 1));
        List<RealVector> two = points(2, 2, 1);
        assertThat(simulator.kernel(compiled, List.of()).rows()).isZero();
        assertThat(simulator.kernel(compiled, List.of(), two).rows()).isZero();
        RealMatrix none = simulator.kernel(compiled, two, List.of());
        assertThat(none.rows()).isEqualTo(2);
        assertThat(none.columns()).isZero();
    }
}
