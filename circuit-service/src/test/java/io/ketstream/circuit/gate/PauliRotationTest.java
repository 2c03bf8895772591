package io.ketstream.circuit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.testing.States;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.operator.PauliString;
import io.ketstream.simulator.Statevector;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauliRotationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IIIX", "IYII", "ZIII", "XIXI", "IYYI", "ZIIZ", "XIZI", "IYXI", "ZYII", "XYZI", "YYIY", "XXYY", "ZZZZ",
                "YXZX", "IIII"
            })
    void isTheExponentialOfItsString(String label) {
        var pauli = new PauliString(label);
        double angle = 0.731;
        Statevector before = States.of(prepared().toCircuit(List.of()));
        GateSequence gates = prepared();
        PauliRotation.append(gates, pauli, ParameterExpression.constant(angle));
        Statevector after = States.of(gates.toCircuit(List.of()));
        boolean identity = pauli.weight() == 0;
        double cos = identity ? 1 : Math.cos(angle / 2);
        double sin = identity ? 0 : Math.sin(angle / 2);
        for (int index = 0; index < after.size(); index++) {
            // P|s⟩ = i^(number of Y) (−1)^(ones of s under Z or Y) |s ^ flips⟩, read at index = s ^ flips
            int source = index ^ (int) pauli.xMask();
            double sign = (Long.bitCount(source & pauli.zMask()) & 1) == 0 ? 1 : -1;
            double re = sign * before.real(source);
            double im = sign * before.imaginary(source);
            for (int turn = Long.bitCount(pauli.xMask() & pauli.zMask()); turn > 0; turn--) {
                double swapped = re;
                re = -im;
                im = swapped;
            }
            // cos·ψ − i sin·Pψ
            assertThat(after.real(index)).isCloseTo(cos * before.real(index) + sin * im, within(1e-14));
            assertThat(after.imaginary(index)).isCloseTo(cos * before.imaginary(index) - sin * re, within(1e-14));
        }
    }

    /// An entangled state without symmetries.
    private static GateSequence prepared() {
        var random = new Random(5);
        var gates = new GateSequence(4, "layers");
        for (int layer = 0; layer < 3; layer++) {
            for (int qubit = 0; qubit < 4; qubit++) {
                gates.rotate(Gate.RY, 3 * random.nextDouble(), qubit).rotate(Gate.RZ, 3 * random.nextDouble(), qubit);
            }
            gates.gate(Gate.CX, 0, 1).gate(Gate.CX, 2, 3).gate(Gate.CX, 1, 2);
        }
        return gates;
    }
}
