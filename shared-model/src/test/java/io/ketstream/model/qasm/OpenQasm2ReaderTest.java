package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenQasm2ReaderTest {

    private static final double TOLERANCE = 1e-12; // rounding of some ten gates

    /// Each gate of `qelib1.inc` against its body as the file gives it, in `U` and `CX` or in gates above it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    u3(0.3, 0.2, 0.1) q[0];        | U(0.3, 0.2, 0.1) q[0];
                    u2(0.2, 0.1) q[0];             | U(pi/2, 0.2, 0.1) q[0];
                    u1(0.1) q[0];                  | U(0, 0, 0.1) q[0];
                    u(0.3, 0.2, 0.1) q[0];         | U(0.3, 0.2, 0.1) q[0];
                    p(0.1) q[0];                   | U(0, 0, 0.1) q[0];
                    u0(1) q[0];                    | id q[0];
                    cx q[1], q[0];                 | CX q[1], q[0];
                    x q[0];                        | U(pi, 0, pi) q[0];
                    y q[0];                        | U(pi, pi/2, pi/2) q[0];
                    z q[0];                        | u1(pi) q[0];
                    h q[0];                        | u2(0, pi) q[0];
                    s q[0];                        | u1(pi/2) q[0];
                    sdg q[0];                      | u1(-pi/2) q[0];
                    t q[0];                        | u1(pi/4) q[0];
                    tdg q[0];                      | u1(-pi/4) q[0];
                    rx(0.3) q[0];                  | u3(0.3, -pi/2, pi/2) q[0];
                    ry(0.3) q[0];                  | u3(0.3, 0, 0) q[0];
                    rz(0.3) q[0];                  | u1(0.3) q[0];
                    sx q[0];                       | sdg q[0]; h q[0]; sdg q[0];
                    sxdg q[0];                     | s q[0]; h q[0]; s q[0];
                    cz q[1], q[0];                 | h q[0]; cx q[1], q[0]; h q[0];
                    cy q[1], q[0];                 | sdg q[0]; cx q[1], q[0]; s q[0];
                    swap q[1], q[0];               | cx q[1], q[0]; cx q[0], q[1]; cx q[1], q[0];
                    ch q[1], q[0];                 | ry(-pi/4) q[0]; cz q[1], q[0]; ry(pi/4) q[0];
                    crz(0.3) q[1], q[0];           | rz(0.15) q[0]; cx q[1], q[0]; rz(-0.15) q[0]; cx q[1], q[0];
                    cry(0.3) q[1], q[0];           | ry(0.15) q[0]; cx q[1], q[0]; ry(-0.15) q[0]; cx q[1], q[0];
                    crx(0.3) q[1], q[0];           | h q[0]; crz(0.3) q[1], q[0]; h q[0];
                    cu1(0.3) q[1], q[0];           | u1(0.15) q[1]; cx q[1], q[0]; u1(-0.15) q[0]; cx q[1], q[0]; u1(0.15) q[0];
                    cp(0.3) q[1], q[0];            | cu1(0.3) q[1], q[0];
                    cu3(0.4, 0.2, 0.1) q[1], q[0]; | u1(0.15) q[1]; u1(-0.05) q[0]; cx q[1], q[0]; u3(-0.2, 0, -0.15) q[0]; cx q[1], q[0]; u3(0.2, 0.2, 0) q[0];
                    cu(0.4, 0.2, 0.1, 0.7) q[1], q[0]; | p(0.7) q[1]; cu3(0.4, 0.2, 0.1) q[1], q[0];
                    csx q[1], q[0];                | h q[0]; cu1(pi/2) q[1], q[0]; h q[0];
                    rzz(0.3) q[1], q[0];           | cx q[1], q[0]; u1(0.3) q[0]; cx q[1], q[0];
                    rxx(0.3) q[1], q[0];           | h q[0]; h q[1]; rzz(0.3) q[1], q[0]; h q[0]; h q[1];
                    ccx q[2], q[1], q[0];          | h q[0]; cx q[1],q[0]; tdg q[0]; cx q[2],q[0]; t q[0]; cx q[1],q[0]; tdg q[0]; cx q[2],q[0]; t q[1]; t q[0]; h q[0]; cx q[2],q[1]; t q[2]; tdg q[1]; cx q[2],q[1];
                    cswap q[2], q[1], q[0];        | cx q[0], q[1]; ccx q[2], q[1], q[0]; cx q[0], q[1];
                    c3sqrtx q[3], q[2], q[1], q[0]; c3sqrtx q[3], q[2], q[1], q[0]; | c3x q[3], q[2], q[1], q[0];
                    """)
    void aLibraryGateIsItsDefinition(String gate, String body) {
        assertThat(unitary(gate).distance(unitary(body))).isCloseTo(0, within(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({"c3x, X, 3", "c4x, X, 4", "c3sqrtx, SX, 3"})
    void aGateOfSeveralControls(String name, Gate gate, int controls) {
        var expected = GateMatrix.of(gate);
        for (int i = 0; i < controls; i++) {
            expected = expected.controlled();
        }

        assertThat(unitaryOf(name, controls + 1).distance(expected)).isCloseTo(0, within(TOLERANCE));
    }

    /// They permute the basis states as the Toffoli gates do, with phases of their own.
    @ParameterizedTest
    @CsvSource({"rccx, 3", "rc3x, 4"})
    void aRelativePhaseToffoliGate(String name, int qubits) {
        var unitary = unitaryOf(name, qubits);

        int controls = (1 << (qubits - 1)) - 1;
        for (int state = 0; state < unitary.size(); state++) {
            int image = (state & controls) == controls ? state ^ (controls + 1) : state;
            assertThat(Math.hypot(unitary.real()[image][state], unitary.imaginary()[image][state]))
                    .isCloseTo(1, within(TOLERANCE));
        }
    }

    @Test
    void everyNumberIsReal() {
        assertThat(
                        read(
                                "rx(7/2) q[0]; rx(2^3/4) q[0]; rx(-2^2) q[0]; rx(cos(0)*3) q[0]; rx(99999999999999999999) q[0];"))
                .isEqualTo(read("rx(3.5) q[0]; rx(2.0) q[0]; rx(-4) q[0]; rx(3) q[0]; rx(1e20) q[0];"));
    }

    @Test
    void aProgramMayDefineTheNamesThatWereAddedToTheLibraryLater() {
        assertThat(read("gate swap a,b { cx a,b; } swap q[0],q[1];")).isEqualTo(read("cx q[0],q[1];"));
        assertThat(read("gate rccx a,b,c { } rccx q[0],q[1],q[2];")).isEqualTo(read(""));
        assertThat(read("qreg sx[2]; x sx;").qubits()).isEqualTo(7);
    }

    @Test
    void definitionsAreExpandedAndRegistersBroadcast() {
        var compact = """
                gate a(t, l) x0, y0 { rx(t/2 + l) x0; barrier x0, y0; cx x0, y0; }
                gate b(t) z0, w { a(t, -t) w, z0; }
                opaque n(t) z0;
                qreg r[5];
                b(0.2) q, r;
                if (c==3) measure q -> c;
                if (c==40) x q;
                reset r;
                """;
        var written = """
                qreg r[5];
                rx(-0.1) r[0]; cx r[0],q[0]; rx(-0.1) r[1]; cx r[1],q[1]; rx(-0.1) r[2]; cx r[2],q[2];
                rx(-0.1) r[3]; cx r[3],q[3]; rx(-0.1) r[4]; cx r[4],q[4];
                if (c==3) measure q -> c;
                reset r[0]; reset r[1]; reset r[2]; reset r[3]; reset r[4];
                """;

        assertThat(read(compact)).isEqualTo(read(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"qelib1.inc\"; qreg q[1]; U(0,0,pi/2) q[0];",
                "// no header\ninclude \"qelib1.inc\";\nqreg q[1]; p(pi/2) q[0];",
                "OPENQASM 2.0; qreg q[1]; U(0,0,pi/2) q[0];"
            })
    void isRecognisedByHeaderOrLibrary(String program) {
        assertThat(OpenQasm.read(program).instructions()).hasSize(1);
    }

    private static Matrix unitaryOf(String gate, int qubits) {
        var operands =
                IntStream.range(0, qubits).mapToObj(qubit -> "q[" + qubit + "]").collect(Collectors.joining(","));
        return SmallSimulator.unitary(
                OpenQasm.read(
                        "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[" + qubits + "]; " + gate + " " + operands + ";"),
                RealVector.zeros(0));
    }

    private static ParameterizedCircuit read(String statements) {
        return OpenQasm.read("OPENQASM 2.0; include \"qelib1.inc\"; qreg q[5]; creg c[5];\n" + statements);
    }

    private static Matrix unitary(String statements) {
        return SmallSimulator.unitary(read(statements), RealVector.zeros(0));
    }
}
