package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenQasm3ReaderTest {

    @Test
    void theExampleOfTheJobsInterface() {
        var circuit = OpenQasm.read(
                "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[2] q; bit[2] c; ry(theta) q[0]; "
                        + "cx q[0], q[1]; c = measure q;");

        assertThat(circuit)
                .isEqualTo(new ParameterizedCircuit(
                        2,
                        List.of(new ClassicalRegister("c", 2)),
                        List.of("theta"),
                        List.of(
                                new Instruction.Apply(Gate.RY, List.of(ParameterExpression.parameter(0)), List.of(0)),
                                new Instruction.Apply(Gate.CX, List.of(), List.of(0, 1)),
                                new Instruction.Measure(0, 0),
                                new Instruction.Measure(1, 1))));
    }

    /// The angle of a gate, as constant and coefficients of the inputs a and b.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    0.5                              | 0.5                  | 0    | 0
                    -pi/3                            | -1.0471975511965976  | 0    | 0
                    π + tau + τ                      | 15.707963267948966   | 0    | 0
                    euler                            | 2.718281828459045    | 0    | 0
                    7/2                              | 3                    | 0    | 0
                    7/2.0                            | 3.5                  | 0    | 0
                    7 % 4 - 2 * 3                    | -3                   | 0    | 0
                    -2 ** 2                          | -4                   | 0    | 0
                    2 ** 3 ** 2                      | 512                  | 0    | 0
                    2 ** -1                          | 0.5                  | 0    | 0
                    2.0 ** 0.5                       | 1.4142135623730951   | 0    | 0
                    0x1F + 0b101 + 0o17 + 1_000      | 1051                 | 0    | 0
                    1e-3                             | 0.001                | 0    | 0
                    .25e1                            | 2.5                  | 0    | 0
                    sin(pi/2) + arccos(1) + exp(0)   | 2                    | 0    | 0
                    pow(2, 3) + mod(7, 4)            | 11                   | 0    | 0
                    ceiling(1.2) + floor(1.8)        | 3                    | 0    | 0
                    popcount(7) + int(2.9) + (6 & 3) | 7                    | 0    | 0
                    (1 << 4) + (32 >> 3) ^ 1         | 21                   | 0    | 0
                    a                                | 0                    | 1    | 0
                    -a                               | 0                    | -1   | 0
                    2*a + b/4 - 1                    | -1                   | 2    | 0.25
                    a*(1 + 1) - (b - a)              | 0                    | 3    | -1
                    a - a                            | 0                    | 0    | 0
                    float(a) + sin(0)*b              | 0                    | 1    | 0
                    k + offset                       | 5.5                  | 0    | 1
                    """)
    void anAngle(String expression, double constant, double a, double b) {
        var circuit = OpenQasm.read("""
                include "stdgates.inc";
                input float[64] a;
                input angle b;
                const int[32] k = 5;
                float offset = 0.5 + b;
                qubit q;
                rx(%s) q;
                """.formatted(expression));

        var angle =
                ((Instruction.Apply) circuit.instructions().getFirst()).angles().getFirst();
        assertThat(angle)
                .isEqualTo(ParameterExpression.constant(constant)
                        .plus(ParameterExpression.parameter(0, a))
                        .plus(ParameterExpression.parameter(1, b)));
    }

    /// Statements on qubits q[0..2] = 0..2, r = 3, w[0..1] = 4, 5, and bits c[0..2] = 0..2, d = 3.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    h q;                                      | h q[0]; h q[1]; h q[2];
                    cx q[0], w;                               | cx q[0], w[0]; cx q[0], w[1];
                    cx w, q[1:2];                             | cx w[0], q[1]; cx w[1], q[2];
                    h q[0:2:2];                               | h q[0]; h q[2];
                    h q[{2, 0}];                              | h q[2]; h q[0];
                    h q[-1];                                  | h q[2];
                    h q[1:];                                  | h q[1]; h q[2];
                    let z0 = q[1:2] ++ w; h z0[2];            | h w[0];
                    measure q -> c;                           | c[0] = measure q[0]; c[1] = measure q[1]; c[2] = measure q[2];
                    c[0:1] = measure w;                       | c[0] = measure w[0]; c[1] = measure w[1];
                    d = measure r;                            | measure r -> d;
                    bit e = measure r; if (e) x r;            | bit e; e = measure r; if (e == 1) x r;
                    reset q;                                  | reset q[0]; reset q[1]; reset q[2];
                    barrier;                                  | barrier q, r, w;
                    for int i in [0:2] h q[i];                | h q;
                    for uint i in [2:-2:0] { h q[i]; }        | h q[2]; h q[0];
                    for int i in {1, 1} h q[i];               | h q[1]; h q[1];
                    for i in [1:2] { for j in [0:i-1] cp(pi/2**(i-j)) q[i], q[j]; } | cp(pi/2) q[1], q[0]; cp(pi/4) q[2], q[0]; cp(pi/2) q[2], q[1];
                    int k = 1; k += 1; h q[k];                | h q[2];
                    if (1 == 2) h q[0]; else h q[1];          | h q[1];
                    if (true) { h q[0]; } else { h q[9]; }    | h q[0];
                    if (c == 9) h q; else x q[0];             | x q[0];
                    gate g(t) a, b { rx(2*t) a; cx a, b; barrier a; } g(0.2) q[1], r; | rx(0.4) q[1]; cx q[1], r;
                    gate g a { } g q; h r;                    | h r;
                    gphase(pi); h r;                          | h r;
                    U(0.1, 0.2, 0.3) r;                       | gate mine a { U(0.1, 0.2, 0.3) a; } mine r;
                    cphase(0.5) q[0], r; phase(1) r; CX r, q[0]; u1(2) r; | cp(0.5) q[0], r; p(1) r; cx r, q[0]; p(2) r;
                    u3(0.1, 0.2, 0.3) r;                      | U(0.1, 0.2, 0.3) r;
                    u2(0.2, 0.3) r;                           | U(pi/2, 0.2, 0.3) r;
                    ctrl @ x q[0], r;                         | cx q[0], r;
                    ctrl(2) @ x q[0], q[1], r;                | ccx q[0], q[1], r;
                    @note anything ( goes~h r;                | h r;
                    h r; // comment~/* and /* this */ x r;    | h r; x r;
                    """)
    void meansTheSameAs(String left, String right) {
        assertThat(read(left)).isEqualTo(read(right));
    }

    @Test
    void physicalQubitsAreNumberedAsWritten() {
        var circuit = OpenQasm.read("OPENQASM 3; include \"stdgates.inc\"; bit c; cx $3, $1; c = measure $1;");

        assertThat(circuit.qubits()).isEqualTo(4);
        assertThat(circuit.instructions())
                .containsExactly(
                        new Instruction.Apply(Gate.CX, List.of(), List.of(3, 1)), new Instruction.Measure(1, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    gate rzz(p0) a, b { cx a, b; rz(p0) b; cx a, b; }                                             | RZZ
                    gate rxx(p0) a, b { h a; h b; cx a, b; rz(p0) b; cx a, b; h a; h b; }                         | RXX
                    gate ryy(p0) a, b { sxdg a; sxdg b; cx a, b; rz(p0) b; cx a, b; sx a; sx b; }                 | RYY
                    gate ryy(p0) a, b { rx(pi/2) a; rx(pi/2) b; cx a, b; rz(p0) b; cx a, b; rx(-pi/2) a; rx(-pi/2) b; } | RYY
                    """)
    void aKnownDefinitionIsOneGate(String definition, Gate gate) {
        var circuit = OpenQasm.read("include \"stdgates.inc\"; gate sxdg a { h a; sdg a; h a; } " + definition
                + " input float theta; qubit[3] q; " + gate.qasmName() + "(2*theta) q[2], q[0];");

        assertThat(circuit.instructions())
                .containsExactly(
                        new Instruction.Apply(gate, List.of(ParameterExpression.parameter(0, 2)), List.of(2, 0)));
    }

    @Test
    void anotherDefinitionOfAKnownNameIsExpanded() {
        var circuit = OpenQasm.read(
                "include \"stdgates.inc\"; gate rzz(t) a, b { cx a, b; rz(2*t) b; cx a, b; } qubit[2] q; rzz(1) q[0], q[1];");

        assertThat(circuit)
                .isEqualTo(OpenQasm.read(
                        "include \"stdgates.inc\"; qubit[2] q; cx q[0], q[1]; rz(2) q[1]; cx q[0], q[1];"));
    }

    private static ParameterizedCircuit read(String statements) {
        return OpenQasm.read("include \"stdgates.inc\"; qubit[3] q; qubit r; qubit[2] w; bit[3] c; bit d;\n"
                + statements.replace('~', '\n'));
    }
}
