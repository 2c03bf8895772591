package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Kernels and Bloch vectors of circuits in parts that no gate joins.
class CircuitPartTest {

    /// Products of at most 62 numbers, each within some ulps.
    private static final double ROUNDING = 1e-12;

    private static final List<RealVector> POINTS = List.of(
            RealVector.of(0.1, 0.5, -0.7, 1.3, 2.2),
            RealVector.of(1.1, -0.4, 0.9, 0.2, -1.6),
            RealVector.of(-2.0, 0.3, 1.7, -0.8, 0.6));

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 28);

    @Test
    void partsAreWhatNoGateJoins() {
        ParameterizedCircuit circuit = Circuits.fixed(
                6,
                Circuits.gate(Gate.CX, 4, 1),
                Circuits.gate(Gate.H, 3),
                Circuits.gate(Gate.CCX, 5, 0, 1),
                new Instruction.Barrier(List.of(2, 3)));
        assertThat(CircuitPart.of(circuit))
                .containsExactly(
                        new CircuitPart(
                                Circuits.fixed(4, Circuits.gate(Gate.CX, 2, 1), Circuits.gate(Gate.CCX, 3, 0, 1)),
                                List.of(0, 1, 4, 5)),
                        new CircuitPart(Circuits.fixed(1), List.of(2)),
                        new CircuitPart(Circuits.fixed(1, Circuits.gate(Gate.H, 0)), List.of(3)));
    }

    @Test
    void whatMeasuresIsNotTakenApart() {
        var circuit = new ParameterizedCircuit(
                2, List.of(new ClassicalRegister("c", 1)), List.of(), List.of(new Instruction.Measure(0, 0)));
        assertThat(CircuitPart.of(circuit)).containsExactly(new CircuitPart(circuit, List.of(0, 1)));
    }

    /// Of {0, 3}, {1, 4, 5}, {2} and {6}, which has no gate, against the state of all seven.
    @Test
    void entriesAndVectorsAreThoseOfTheWholeState() {
        var random = new Random(8);
        var gates = new ArrayList<Instruction>();
        List<int[]> joined = List.of(new int[] {0, 3}, new int[] {4, 1}, new int[] {5, 4}, new int[] {2});
        for (int k = 0; k < 60; k++) {
            int[] qubits = joined.get(random.nextInt(joined.size()));
            var angle = ParameterExpression.parameter(random.nextInt(4), random.nextGaussian());
            gates.add(Circuits.gate(random.nextBoolean() ? Gate.RX : Gate.RY, angle, qubits[0]));
            if (qubits.length == 2) {
                gates.add(Circuits.gate(Gate.CRZ, angle, qubits));
                gates.add(Circuits.gate(Gate.CX, qubits));
            }
        }
        var circuit = ParameterizedCircuit.of(7, List.of("a", "b", "c", "d"), gates);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        assertThat(compiled.parts()).hasSize(4);
        assertThat(compiled.qubitsOfLargestPart()).isEqualTo(3);
        assertThat(compiled.amplitudesOfParts()).isEqualTo(4 + 8 + 2 + 2);

        List<RealVector> points = IntStream.range(0, 37)
                .mapToObj(k -> Circuits.randomParameters(4, k))
                .toList();
        List<DenseReference.Complex[]> states =
                points.stream().map(point -> DenseReference.run(circuit, point)).toList();
        RealMatrix gram = simulator.kernel(compiled, points);
        RealMatrix between = simulator.kernel(compiled, points.subList(0, 20), points.subList(20, 37));
        for (int i = 0; i < 37; i++) {
            assertThat(gram.get(i, i)).isEqualTo(1);
            for (int j = 0; j < i; j++) {
                DenseReference.Complex inner = DenseReference.inner(states.get(i), states.get(j));
                double fidelity = inner.re() * inner.re() + inner.im() * inner.im();
                assertThat(gram.get(i, j)).isCloseTo(fidelity, within(ROUNDING)).isEqualTo(gram.get(j, i));
                if (i >= 20 && j < 20) {
                    assertThat(between.get(j, i - 20)).isEqualTo(gram.get(i, j));
                }
            }
        }

        RealMatrix vectors = simulator.blochVectors(compiled, points);
        var whole = new StatevectorSimulator(1 << 20);
        for (int i = 0; i < 37; i++) {
            var state = new Statevector(7);
            whole.run(compiled, points.get(i), state);
            double[] expected = BlochVectors.of(state, new Workers(1));
            for (int c = 0; c < 21; c++) {
                assertThat(vectors.get(i, c)).isCloseTo(expected[c], within(ROUNDING));
            }
        }
    }

    /// PennyLane 0.45.1, `AngleEmbedding` by X, Y and Z, twice: `qml.probs` of one point's circuit
    /// with the inverse of the other's, and `qml.expval` of X, Y and Z on each wire.
    @Test
    void numbersArePennyLanes() {
        CompiledCircuit compiled = CompiledCircuit.compile(angles(5, 2, Gate.RX, Gate.RY, Gate.RZ));
        RealMatrix gram = simulator.kernel(compiled, POINTS);
        assertThat(gram.get(0, 1)).isCloseTo(0.0006543180817012184, within(ROUNDING));
        assertThat(gram.get(0, 2)).isCloseTo(0.1731394239706741, within(ROUNDING));
        assertThat(gram.get(1, 2)).isCloseTo(0.07525276698117195, within(ROUNDING));
        double[] expected = {
            0.22343690884851197, -0.16633394277585412, 0.9604212446863413,
            0.9707343110892346, -0.10944507362738354, 0.21376780190853406,
            0.700983615420195, 0.7124414487961167, -0.032390630585443725,
            0.14282629396740792, 0.2473313545189118, -0.9583464148330584,
            0.6550290087557333, -0.3329753084949874, -0.6782805036422248
        };
        assertThat(simulator.blochVectors(compiled, POINTS).row(0).toArray())
                .containsExactly(expected, within(ROUNDING));
    }

    /// R(xᵢ) on qubit i, in each repetition each rotation.
    private static ParameterizedCircuit angles(int qubits, int repetitions, Gate... rotations) {
        var gates = new ArrayList<Instruction>();
        for (int k = 0; k < repetitions; k++) {
            for (Gate rotation : rotations) {
                for (int qubit = 0; qubit < qubits; qubit++) {
                    gates.add(Circuits.gate(rotation, ParameterExpression.parameter(qubit), qubit));
                }
            }
        }
        return ParameterizedCircuit.of(
                qubits, IntStream.range(0, qubits).mapToObj(i -> "x" + i).toList(), gates);
    }

    /// ∏ cos²((xᵢ − yᵢ)/2), within the memory of two states of one qubit.
    @Test
    void moreQubitsThanAStatevectorCanAddress() {
        int qubits = 62;
        CompiledCircuit compiled = CompiledCircuit.compile(angles(qubits, 1, Gate.RY));
        List<RealVector> points = IntStream.range(0, 12)
                .mapToObj(k -> RealVector.of(
                        new Random(k).doubles(qubits).map(value -> value / 3).toArray()))
                .toList();
        try (var small = new StatevectorSimulator(64, 2)) {
            RealMatrix gram = small.kernel(compiled, points);
            RealMatrix vectors = small.blochVectors(compiled, points);
            for (int i = 0; i < points.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double expected = 1;
                    for (int q = 0; q < qubits; q++) {
                        double half = (points.get(i).get(q) - points.get(j).get(q)) / 2;
                        expected *= Math.pow(Math.cos(half), 2);
                    }
                    assertThat(gram.get(i, j)).isCloseTo(expected, within(ROUNDING));
                }
                for (int q = 0; q < qubits; q++) {
                    double angle = points.get(i).get(q);
                    assertThat(vectors.get(i, 3 * q)).isCloseTo(Math.sin(angle), within(ROUNDING));
                    assertThat(vectors.get(i, 3 * q + 1)).isCloseTo(0, within(ROUNDING));
                    assertThat(vectors.get(i, 3 * q + 2)).isCloseTo(Math.cos(angle), within(ROUNDING));
                }
            }
        }
        assertThat(StatevectorSimulator.kernelBytes(compiled, 1000)).isEqualTo(1000 * 32);
        assertThatThrownBy(() -> simulator.run(compiled, points.getFirst()))
                .isInstanceOf(CircuitTooLargeException.class)
                .hasMessageContaining("at most 30 qubits");
        assertThatThrownBy(() -> simulator.projectedGram(compiled, points.getFirst(), points))
                .isInstanceOf(CircuitTooLargeException.class);
    }

    @Test
    void aPartThatIsTooLargeIsRefused() {
        var gates = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < 30; qubit++) {
            gates.add(Circuits.gate(Gate.RY, ParameterExpression.parameter(0), qubit));
            gates.add(Circuits.gate(Gate.CX, qubit, qubit + 1));
        }
        ParameterizedCircuit circuit = ParameterizedCircuit.of(40, List.of("x"), gates);
        assertThatThrownBy(() -> CompiledCircuit.compile(circuit)).isInstanceOf(CircuitTooLargeException.class);
    }

    @Test
    void theBitsDependNeitherOnThreadsNorOnBlocks() {
        CompiledCircuit compiled = CompiledCircuit.compile(angles(20, 2, Gate.RX, Gate.RZ));
        List<RealVector> points = IntStream.range(0, 50)
                .mapToObj(k -> Circuits.randomParameters(20, k))
                .toList();
        RealMatrix gram = simulator.kernel(compiled, points);
        RealMatrix vectors = simulator.blochVectors(compiled, points);
        for (int threads : new int[] {1, 2, 4}) {
            for (long states : new long[] {2, 7}) {
                try (var other = new StatevectorSimulator(32 * states, threads)) {
                    assertThat(other.kernel(compiled, points)).isEqualTo(gram);
                    assertThat(other.blochVectors(compiled, points)).isEqualTo(vectors);
                }
            }
        }
    }

    /// 400² products of two numbers are enough for more than one thread, where all states fit.
    @Test
    void theBitsOfProductsThatThreadsShareAreTheSame() {
        CompiledCircuit compiled = CompiledCircuit.compile(angles(3, 2, Gate.RX, Gate.RZ));
        List<RealVector> points = IntStream.range(0, 400)
                .mapToObj(k -> Circuits.randomParameters(3, k))
                .toList();
        RealMatrix alone;
        try (var one = new StatevectorSimulator(1 << 28, 1)) {
            alone = one.kernel(compiled, points);
        }
        for (int threads : new int[] {2, 4}) {
            try (var several = new StatevectorSimulator(1 << 28, threads)) {
                assertThat(several.kernel(compiled, points)).isEqualTo(alone);
            }
        }
    }
}
