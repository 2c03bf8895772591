package io.ketstream.circuit.ansatz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.testing.States;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.simulator.Statevector;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DickeStateTest {

    static Stream<Arguments> sizes() {
        return IntStream.rangeClosed(2, 8)
                .boxed()
                .flatMap(qubits -> IntStream.rangeClosed(0, qubits).mapToObj(ones -> Arguments.of(qubits, ones)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyStateOfTheWeightHasTheSamePositiveAmplitude(int qubits, int ones) {
        var gates = new GateSequence(qubits, "ansatz.layers");
        DickeState.append(gates, IntStream.range(0, qubits).boxed().toList(), ones);
        ParameterizedCircuit circuit = gates.toCircuit(List.of());
        Statevector state = States.of(circuit);
        double amplitude = 1 / Math.sqrt(binomial(qubits, ones));
        for (int index = 0; index < state.size(); index++) {
            double expected = Integer.bitCount(index) == ones ? amplitude : 0;
            // O(nK) rotations, each exact to a rounding
            assertThat(state.real(index)).isCloseTo(expected, within(1e-13));
            assertThat(state.imaginary(index)).isCloseTo(0, within(1e-13));
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theNumberOfGatesGrowsAsQubitsTimesOnes(int qubits, int ones) {
        var gates = new GateSequence(qubits, "ansatz.layers");
        DickeState.append(gates, IntStream.range(0, qubits).boxed().toList(), ones);
        int spread = Math.min(ones, qubits - ones);
        assertThat(gates.toCircuit(List.of()).instructions())
                .hasSizeLessThanOrEqualTo(10 * qubits * spread + 2 * qubits);
    }

    private static double binomial(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }
}
