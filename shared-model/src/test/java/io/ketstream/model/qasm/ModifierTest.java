package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Modified gates against products of matrices.
class ModifierTest {

    /// Rounding of up to some hundred gates on numbers of size 1.
    private static final double TOLERANCE = 1e-12;

    private static final List<Double> ANGLES = List.of(0.3, -1.1, 2.7, 0.9);

    static Stream<Arguments> controlledGates() {
        return Stream.of(Gate.values())
                .flatMap(gate -> IntStream.rangeClosed(1, 3).mapToObj(controls -> Arguments.of(gate, controls)));
    }

    @ParameterizedTest
    @MethodSource("controlledGates")
    void aControlledGateActsWhenItsControlsAreSet(Gate gate, int controls) {
        var actual = unitary("ctrl(" + controls + ") @ " + call(gate, controls), controls + gate.qubits());

        var expected = matrix(gate);
        for (int i = 0; i < controls; i++) {
            expected = expected.controlled();
        }
        assertThat(actual.distance(expected)).isCloseTo(0, within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void anInverseIsTheAdjoint(Gate gate) {
        var actual = unitary("ctrl @ inv @ " + call(gate, 1), 1 + gate.qubits());

        assertThat(actual.distance(matrix(gate).adjoint().controlled())).isCloseTo(0, within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void aWholePowerRepeats(Gate gate) {
        var cube = unitary("ctrl @ pow(3) @ " + call(gate, 1), 1 + gate.qubits());
        var inverseSquare = unitary("ctrl @ pow(-2) @ " + call(gate, 1), 1 + gate.qubits());

        var matrix = matrix(gate);
        var square = matrix.times(matrix);
        assertThat(cube.distance(square.times(matrix).controlled())).isCloseTo(0, within(TOLERANCE));
        assertThat(inverseSquare.distance(square.adjoint().controlled())).isCloseTo(0, within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Gate.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"H", "U", "CH", "CU", "SWAP", "CSWAP"})
    void theThirdRootToTheThirdIsTheGate(Gate gate) {
        var root = unitary("ctrl @ pow(1/3.0) @ " + call(gate, 1), 1 + gate.qubits());

        assertThat(root.times(root).times(root).distance(matrix(gate).controlled()))
                .isCloseTo(0, within(TOLERANCE));
    }

    @Test
    void aRootIsThePrincipalOne() {
        // √X has the eigenvalues 1 and i
        assertThat(unitary("pow(0.5) @ x q[0];", 1).distance(matrix(Gate.SX))).isCloseTo(0, within(TOLERANCE));
        assertThat(unitary("ctrl @ pow(0.5) @ x q[0], q[1];", 2)
                        .distance(matrix(Gate.SX).controlled()))
                .isCloseTo(0, within(TOLERANCE));
        // diag(1, e^{3πi/2}) = diag(1, e^{−πi/2})
        assertThat(unitary("pow(0.5) @ p(3*pi/2) q[0];", 1).distance(GateMatrix.of(Gate.P, -Math.PI / 4)))
                .isCloseTo(0, within(TOLERANCE));
    }

    @Test
    void aNegativeControlActsWhenZero() {
        var actual = unitary("negctrl @ x q[0], q[1];", 2);

        var notControl = unitary("x q[0];", 2);
        assertThat(actual.distance(notControl.times(matrix(Gate.CX)).times(notControl)))
                .isCloseTo(0, within(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ctrl @ gphase(0.7) q[0];                 | p(0.7) q[0];
                    ctrl(2) @ gphase(0.7) q[0], q[1];        | cp(0.7) q[0], q[1];
                    gphase(0.7);                             | id q[0];
                    ctrl @ U(0.3, 0.2, 0.1) q[0], q[1];      | cu(0.3, 0.2, 0.1, 0.15) q[0], q[1];
                    ctrl @ u3(0.3, 0.2, 0.1) q[0], q[1];     | cu(0.3, 0.2, 0.1, -0.15) q[0], q[1];
                    ctrl @ u2(0.2, 0.1) q[0], q[1];          | cu(pi/2, 0.2, 0.1, -0.15) q[0], q[1];
                    ctrl @ inv @ ctrl @ s q[0], q[1], q[2];  | inv @ ctrl(2) @ s q[0], q[1], q[2];
                    pow(2) @ inv @ t q[0];                   | sdg q[0];
                    inv @ pow(0.5) @ z q[1];                 | sdg q[1];
                    """)
    void isTheSameAs(String left, String right) {
        assertThat(unitary(left, 3).distance(unitary(right, 3))).isCloseTo(0, within(TOLERANCE));
    }

    @Test
    void modifiersApplyToDefinitions() {
        var definition = "gate both(a) x0, x1 { gphase(a/4); rx(a) x0; cx x0, x1; }\n";

        var actual = unitary(definition + "ctrl @ inv @ both(0.8) q[2], q[0], q[1];", 3);
        var expected = unitary("ctrl @ cx q[2], q[0], q[1]; crx(-0.8) q[2], q[0]; p(-0.2) q[2];", 3);

        assertThat(actual.distance(expected)).isCloseTo(0, within(TOLERANCE));
    }

    @Test
    void theMatricesOfTheTestAreUnitary() {
        for (Gate gate : Gate.values()) {
            var matrix = matrix(gate);
            assertThat(matrix.times(matrix.adjoint()).difference(Matrix.identity(matrix.size())))
                    .as(gate.qasmName())
                    .isCloseTo(0, within(TOLERANCE));
        }
    }

    private static Matrix matrix(Gate gate) {
        return GateMatrix.of(gate, angles(gate));
    }

    private static double[] angles(Gate gate) {
        return ANGLES.subList(0, gate.angles()).stream()
                .mapToDouble(angle -> angle)
                .toArray();
    }

    private static String call(Gate gate, int controls) {
        var angles = gate.angles() == 0
                ? ""
                : "("
                        + String.join(
                                ", ",
                                ANGLES.subList(0, gate.angles()).stream()
                                        .map(String::valueOf)
                                        .toList())
                        + ")";
        var qubits = IntStream.range(0, controls + gate.qubits())
                .mapToObj(qubit -> "q[" + qubit + "]")
                .toList();
        // this project's U differs by a phase from the primitive of OpenQASM 3
        var name = gate == Gate.U ? "ours" : gate.qasmName();
        return name + angles + " " + String.join(", ", qubits) + ";";
    }

    private static Matrix unitary(String statements, int qubits) {
        var program = """
                OPENQASM 3.0;
                include "stdgates.inc";
                gate sxdg a { inv @ sx a; }
                gate rzz(t) a, b { cx a, b; rz(t) b; cx a, b; }
                gate rxx(t) a, b { h a; h b; rzz(t) a, b; h a; h b; }
                gate ryy(t) a, b { rx(pi/2) a; rx(pi/2) b; cx a, b; rz(t) b; cx a, b; rx(-pi/2) a; rx(-pi/2) b; }
                gate ours(t, p, l) a { gphase(-t/2); U(t, p, l) a; }
                qubit[%d] q;
                """.formatted(qubits);
        return SmallSimulator.unitary(OpenQasm.read(program + statements), RealVector.zeros(0));
    }
}
