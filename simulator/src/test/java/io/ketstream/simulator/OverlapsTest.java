package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapsTest {

    private static final double ROUNDING = 1e-13;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 28);

    private List<Statevector> states(int qubits, int count, long seed) {
        var states = new ArrayList<Statevector>();
        for (int k = 0; k < count; k++) {
            states.add(simulator.run(
                    CompiledCircuit.compile(Circuits.random(qubits, 8 * qubits, 0, seed + k)), RealVector.of()));
        }
        return states;
    }

    /// Sizes below, at and above a tile of eight; qubits below a register, above a block, above a range.
    @ParameterizedTest
    @CsvSource({"1, 3, 2", "2, 8, 8", "5, 9, 17", "11, 5, 12", "17, 2, 3"})
    void eachIsTheSumOverAllAmplitudes(int qubits, int rows, int columns) {
        List<Statevector> left = states(qubits, rows, 1);
        List<Statevector> right = states(qubits, columns, 100);
        Overlaps overlaps = simulator.overlaps(left, right);
        assertThat(overlaps.rows()).isEqualTo(rows);
        assertThat(overlaps.columns()).isEqualTo(columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double real = 0;
                double imaginary = 0;
                for (int x = 0; x < 1 << qubits; x++) {
                    Statevector a = left.get(i);
                    Statevector b = right.get(j);
                    real += a.real(x) * b.real(x) + a.imaginary(x) * b.imaginary(x);
                    imaginary += a.real(x) * b.imaginary(x) - a.imaginary(x) * b.real(x);
                }
                assertThat(overlaps.real(i, j)).isCloseTo(real, within(ROUNDING));
                assertThat(overlaps.imaginary(i, j)).isCloseTo(imaginary, within(ROUNDING));
                assertThat(overlaps.fidelity(i, j))
                        .isCloseTo(real * real + imaginary * imaginary, within(2 * ROUNDING));
            }
        }
    }

    @Test
    void aGramMatrixIsHermitianWithOnesOnItsDiagonal() {
        List<Statevector> states = states(7, 19, 3);
        Overlaps gram = simulator.overlaps(states);
        Overlaps between = simulator.overlaps(states, states);
        for (int i = 0; i < 19; i++) {
            assertThat(gram.real(i, i)).isCloseTo(1, within(ROUNDING));
            assertThat(gram.imaginary(i, i)).isZero();
            for (int j = 0; j < 19; j++) {
                assertThat(gram.real(i, j)).isEqualTo(gram.real(j, i)).isCloseTo(between.real(i, j), within(ROUNDING));
                assertThat(gram.imaginary(i, j)).isCloseTo(-gram.imaginary(j, i), within(0.0));
                assertThat(gram.imaginary(i, j)).isCloseTo(between.imaginary(i, j), within(ROUNDING));
            }
        }
    }

    /// Angle encoding is separable: ⟨ψ(x)|ψ(y)⟩ = Πₖ cos((xₖ − yₖ)/2).
    @Test
    void angleEncodingHasItsClosedForm() {
        int qubits = 5;
        var states = new ArrayList<Statevector>();
        for (double step = 0; step < 2; step += 0.25) {
            double shift = step;
            var circuit = Circuits.fixed(
                    qubits,
                    IntStream.range(0, qubits)
                            .mapToObj(q -> Circuits.gate(Gate.RY, shift * (q + 1), q))
                            .toArray(Instruction[]::new));
            states.add(simulator.run(CompiledCircuit.compile(circuit), RealVector.of()));
        }
        Overlaps gram = simulator.overlaps(states);
        for (int i = 0; i < states.size(); i++) {
            for (int j = 0; j < states.size(); j++) {
                double expected = 1;
                for (int q = 0; q < qubits; q++) {
                    expected *= Math.cos(0.25 * (i - j) * (q + 1) / 2);
                }
                assertThat(gram.real(i, j)).isCloseTo(expected, within(ROUNDING));
            }
        }
    }

    @Test
    void theBitsDependNeitherOnThreadsNorOnTheOtherStates() {
        List<Statevector> states = states(17, 3, 5);
        Overlaps expected = simulator.overlaps(states);
        for (int threads : new int[] {2, 3}) {
            try (var parallel = new StatevectorSimulator(1 << 28, threads)) {
                Overlaps actual = parallel.overlaps(states);
                for (int k = 0; k < 9; k++) {
                    assertThat(actual.real(k / 3, k % 3)).isEqualTo(expected.real(k / 3, k % 3));
                    assertThat(actual.imaginary(k / 3, k % 3)).isEqualTo(expected.imaginary(k / 3, k % 3));
                }
            }
        }
        Overlaps pair = simulator.overlaps(states.subList(1, 3));
        assertThat(pair.real(0, 1)).isEqualTo(expected.real(1, 2));
        assertThat(pair.imaginary(0, 1)).isEqualTo(expected.imaginary(1, 2));
    }

    @Test
    void statesOfDifferentSizesAreRefusedAndNoneGiveNone() {
        List<Statevector> mixed = List.of(new Statevector(3), new Statevector(4));
        assertThatThrownBy(() -> simulator.overlaps(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("4 qubits");
        assertThat(simulator.overlaps(List.of()).rows()).isZero();
        Overlaps one = simulator.overlaps(List.of(new Statevector(3)));
        assertThatThrownBy(() -> one.real(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
