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
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlochVectorsTest {

    /// Sums of at most 2^14 terms, whose absolute values add up to 1.
    private static final double ROUNDING = 1e-12;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 28);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void componentsAreThoseOfDenseStates(int qubits) {
        ParameterizedCircuit circuit = Circuits.random(qubits, 12 * qubits, 2, 30 + qubits);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        List<RealVector> points = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            points.add(Circuits.randomParameters(2, k));
        }
        RealMatrix vectors = simulator.blochVectors(compiled, points);
        assertThat(vectors.rows()).isEqualTo(5);
        assertThat(vectors.columns()).isEqualTo(3 * qubits);
        for (int row = 0; row < 5; row++) {
            DenseReference.Complex[] state = DenseReference.run(circuit, points.get(row));
            for (int column = 0; column < 3 * qubits; column++) {
                PauliSum pauli = PauliSum.of(pauli(qubits, column));
                double expected = DenseReference.inner(state, DenseReference.apply(pauli, state))
                        .re();
                assertThat(vectors.get(row, column)).isCloseTo(expected, within(ROUNDING));
            }
        }
    }

    private static PauliString pauli(int qubits, int column) {
        return PauliString.of(qubits, "XYZ".charAt(column % 3), column / 3);
    }

    /// Qubits inside a block of 2^12 amplitudes and beyond it, against expectations one by one.
    @Test
    void qubitsBeyondABlockAreLikeTheOthers() {
        int qubits = 14;
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(qubits, 90, 0, 5));
        RealVector vectors =
                simulator.blochVectors(compiled, List.of(RealVector.of())).row(0);
        for (int column = 0; column < 3 * qubits; column++) {
            CompiledObservable observable = CompiledObservable.compile(PauliSum.of(pauli(qubits, column)));
            assertThat(vectors.get(column))
                    .as("%s", pauli(qubits, column))
                    .isCloseTo(simulator.expectation(compiled, RealVector.of(), observable), within(ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 17})
    void theBitsDoNotDependOnThreads(int qubits) {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(qubits, 3 * qubits, 2, 5));
        List<RealVector> points = List.of(Circuits.randomParameters(2, 1), Circuits.randomParameters(2, 2));
        RealMatrix expected = simulator.blochVectors(compiled, points);
        for (int threads : new int[] {2, 4}) {
            try (var parallel = new StatevectorSimulator(1 << 28, threads, Precision.SINGLE)) {
                assertThat(parallel.blochVectors(compiled, points)).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatHasNoBlochVectorsIsRefused() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(3, 9, 2, 1));
        assertThat(simulator.blochVectors(compiled, List.of()).rows()).isZero();
        assertThatThrownBy(() -> simulator.blochVectors(compiled, List.of(RealVector.of())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("points[0] must have the circuit's 2 parameters, not 0");
        CompiledCircuit dynamic =
                CompiledCircuit.compile(Circuits.fixed(1, Circuits.gate(Gate.H, 0), new Instruction.Reset(0)));
        assertThatThrownBy(() -> simulator.blochVectors(dynamic, List.of(RealVector.of())))
                .hasMessageContaining("dynamic");
        try (var small = new StatevectorSimulator(compiled.stateBytesOfLargestPart() - 1)) {
            assertThatThrownBy(() -> small.blochVectors(compiled, List.of(RealVector.of(1, 2))))
                    .isInstanceOf(CircuitTooLargeException.class);
        }
    }
}
