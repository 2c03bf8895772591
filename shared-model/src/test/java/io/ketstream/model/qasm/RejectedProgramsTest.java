package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every refusal names the place and the reason.
class RejectedProgramsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', commentCharacter = '^', textBlock = """
                    foo q[0];                              | 1:1  | gate 'foo' is not defined
                    h q[0];~foo q[0];                      | 2:1  | gate 'foo' is not defined
                    h q[2];                                | 1:5  | index 2 is outside 'q', which has 2 elements
                    h q[-3];                               | 1:5  | index -3 is outside 'q', which has 2 elements
                    h r;                                   | 1:3  | 'r' is not declared
                    h c;                                   | 1:3  | expected a qubit or a register of qubits, found classical bits
                    cx q[0];                               | 1:1  | gate 'cx' acts on 2 qubits, not 1
                    cx q[0], q[0];                         | 1:1  | gate 'cx' names a qubit twice
                    cx q, w;                               | 1:7  | registers of 2 and 3 qubits do not match
                    rx q[0];                               | 1:1  | gate 'rx' takes 1 angles, not 0
                    rx(1, 2) q[0];                         | 1:1  | gate 'rx' takes 1 angles, not 2
                    rx(a*a) q[0];                          | 1:5  | a product of inputs is not supported: an angle must be affine in the inputs
                    rx(1/a) q[0];                          | 1:5  | a division by an input is not supported: an angle must be affine in the inputs
                    rx(sin(a)) q[0];                       | 1:4  | the function sin of an input is not supported: an angle must be affine in the inputs
                    rx(a**2) q[0];                         | 1:5  | a power of an input is not supported: an angle must be affine in the inputs
                    rx(1/0.0) q[0];                        | 1:5  | division by zero
                    rx(1/0) q[0];                          | 1:5  | division by zero
                    rx(sqrt(-1)) q[0];                     | 1:4  | the result of sqrt is not a finite real number
                    rx(1e999) q[0];                        | 1:4  | the number 1e999 is too large
                    rx(1e300*1e300) q[0];                  | 1:9  | an angle is not finite: Infinity
                    rx(1e) q[0];                           | 1:4  | the number '1e' has no exponent
                    rx(foo(1)) q[0];                       | 1:4  | the function 'foo' is not defined
                    rx(b) q[0];                            | 1:4  | 'b' is not declared
                    rx(c) q[0];                            | 1:4  | classical bits cannot be used as a number
                    rx(9223372036854775808) q[0];          | 1:4  | '9223372036854775808' is not a whole number below 2^63
                    rx(9223372036854775807 + 1) q[0];      | 1:24 | long overflow
                    h q[0]                                 | 1:7  | expected ';', found the end of the program
                    h q[0; h q[1];                         | 1:6  | expected ']', found ';'
                    rx(0.1 q[0];                           | 1:8  | expected ')', found 'q'
                    h ;                                    | 1:1  | gate 'h' acts on 1 qubits, not 0
                    ;                                      | 1:1  | expected a statement, found ';'
                    42;                                    | 1:1  | expected a statement, found '42'
                    é§;                                    | 1:2  | the character '§' is not expected here
                    /* never closed                        | 1:1  | a comment is not closed
                    include "never closed;                 | 1:9  | a quotation mark is not closed on its line
                    include "other.inc";                   | 1:1  | "other.inc" cannot be included; OpenQASM 3 programs can include "stdgates.inc" only
                    include "stdgates.inc";                | 1:1  | "stdgates.inc" is included twice
                    OPENQASM 3.0;                          | 1:1  | the version stands at the beginning of the program
                    qubit[0] z0;                           | 1:7  | a register has 1 to 65536 elements, not 0
                    qubit[65537] z0;                       | 1:7  | a register has 1 to 65536 elements, not 65537
                    qubit[a] z0;                           | 1:7  | expected a whole number, found a real number
                    qubit q;                               | 1:7  | 'q' is already declared
                    bit h;                                 | 1:5  | 'h' is already the name of a gate
                    bit pi;                                | 1:5  | 'pi' is reserved and cannot name a register
                    bit[2] d = "01";                       | 1:12 | a bit can only start as 0
                    if (c == 1) { qubit z0; }              | 1:21 | qubits, bits and inputs can only be declared at the outermost level
                    input int n;                           | 1:7  | an input of type int is not supported; use float
                    gate h a { }                           | 1:6  | 'h' is already the name of a gate
                    gate g a { g a; }                      | 1:12 | gate 'g' is not defined
                    gate g a { cx a, b; }                  | 1:18 | a gate's body can only act on the gate's own qubits
                    gate g a { cx a, a; }                  | 1:18 | gate 'cx' names a qubit twice
                    gate g a, a { }                        | 1:6  | gate 'g' names a qubit twice
                    gate g(a, a) b { }                     | 1:6  | gate 'g' names a parameter twice
                    gate g b { rx(a) b; } g q[0];          | 1:15 | 'a' is not declared
                    gate g b { reset b; }                  | 1:12 | expected a gate, found 'reset'
                    gate g b { h b;                        | 1:16 | expected a gate or '}', found the end of the program
                    measure q;                             | 1:1  | a measurement whose outcome is not stored in a bit is not supported
                    c = measure w;                         | 1:13 | 3 qubits cannot be measured into 2 bits
                    c = 1;                                 | 1:3  | only measurements can be assigned to bits
                    c[0] = 1;                              | 1:6  | only measurements can be assigned to bits
                    a = 1; rx(a) q[0]; const int k = 3; k = 4; | 1:37 | 'k' is constant
                    int k = 3; if (c == 1) { k = 4; }      | 1:26 | 'k' cannot be assigned where measured bits decide
                    int k;                                 | 1:5  | 'k' needs an initial value
                    uint[2] k = 4;                         | 1:9  | 4 does not fit in 2 unsigned bits
                    const float k = a;                     | 1:17 | the constant 'k' depends on an input
                    bool k = c[0];                         | 1:10 | 'k' cannot depend on measured bits
                    for int i in [0:1000000] h q[0];       | 1:15 | a range has more than 65536 elements
                    for int i in [0:0:5] h q[0];           | 1:15 | the step of a range is zero
                    for int i in c h q[0];                 | 1:14 | a loop runs over a range [a:b] or a set {a, b} only
                    if (q) h q[0];                         | 1:5  | qubits cannot be used as a condition
                    if (c == "011") h q[0];                | 1:7  | 2 bits are compared with a string of 3
                    if (c == 1) h q[0]; else               | 1:25 | expected a statement, found the end of the program
                    if (c == 1) { h q[0];                  | 1:22 | expected '}', found the end of the program
                    pow(0.5) @ h q[0];                     | 1:1  | a fractional power of h is not supported
                    pow(a) @ x q[0];                       | 1:1  | a power by an input is not supported: an angle must be affine in the inputs
                    pow @ x q[0];                          | 1:1  | pow needs an exponent
                    ctrl(0) @ x q[0];                      | 1:1  | a gate cannot have 0 controls
                    ctrl @ x q[0];                         | 1:8  | gate 'x' acts on 2 qubits, not 1
                    ctrl @ x q[0], q[0];                   | 1:8  | gate 'x' names a qubit twice
                    ctrl x q[0], q[1];                     | 1:6  | expected '@', found 'x'
                    x $0;                                  | 1:3  | declared and physical qubits cannot be mixed
                    delay[100ns] q[0];                     | 1:1  | 'delay' is not supported
                    box { x q[0]; }                        | 1:1  | 'box' is not supported
                    while (c == 1) x q[0];                 | 1:1  | 'while' is not supported
                    def f(qubit a) { x a; }                | 1:1  | 'def' is not supported
                    #pragma braket noise                   | 1:1  | 'pragma' is not supported
                    if (c == 1) { def }                    | 1:15 | 'def' is not supported
                    rx(100ns) q[0];                        | 1:4  | a number is followed by 'ns'; durations and imaginary numbers are not supported
                    """)
    void openQasm3(String statements, String place, String reason) {
        var preamble = "include \"stdgates.inc\"; input float a; qubit[2] q; qubit[3] w; bit[2] c;\n";

        assertRefused(preamble + statements.replace('~', '\n'), 1, place, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', commentCharacter = '^', textBlock = """
                    foo q[0];                              | 1:1  | gate 'foo' is not defined
                    h q[2];                                | 1:5  | index 2 is outside 'q', which has 2 elements
                    measure r -> c;                        | 1:9  | 'r' is not declared
                    measure q -> c[0];                     | 1:9  | 2 qubits cannot be measured into 1 bit
                    measure q[0];                          | 1:13 | expected '->', found ';'
                    c = measure q;                         | 1:3  | expected a register, found '='
                    if (c=1) x q[0];                       | 1:6  | expected '==', found '='
                    if (c[0]==1) x q[0];                   | 1:6  | expected '==', found '['
                    if (c==1) if (c==2) x q[0];            | 1:11 | expected an operation, found 'if'
                    if (q==1) x q[0];                      | 1:6  | qubits cannot be used as a number
                    qreg q[3];                             | 1:6  | 'q' is already declared
                    qreg r[0];                             | 1:8  | a register has 1 to 65536 elements, not 0
                    qreg r;                                | 1:7  | expected '[', found ';'
                    qubit[2] r;                            | 1:6  | expected a register, found '['
                    gate x a { }                           | 1:6  | 'x' is already the name of a gate
                    gate g a { measure a -> c; }           | 1:12 | expected a gate or '}', found 'measure'
                    opaque g(t) a; g(0.1) q[0];            | 1:16 | gate 'g' is opaque: it has no definition to run
                    include "stdgates.inc";                | 1:1  | "stdgates.inc" cannot be included; OpenQASM 2 programs can include "qelib1.inc" only
                    rx(theta) q[0];                        | 1:4  | 'theta' is not declared
                    rx(tau) q[0];                          | 1:4  | 'tau' is not declared
                    rx(2**3) q[0];                         | 1:5  | expected ')', found '**'
                    ctrl @ x q[0], q[1];                   | 1:6  | expected a register, found '@'
                    cx q, w;                               | 1:7  | registers of 2 and 3 qubits do not match
                    barrier;                               | 1:8  | expected a register, found ';'
                    """)
    void openQasm2(String statements, String place, String reason) {
        var preamble = "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; qreg w[3]; creg c[2];\n";

        assertRefused(preamble + statements, 1, place, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', commentCharacter = '^', textBlock = """
                    ``                                     | 1:1  | the program has no qubits
                    OPENQASM 3.0;                          | 1:14 | the program has no qubits
                    OPENQASM 4.0; qubit q;                 | 1:10 | expected OpenQASM version 2.0, 3 or 3.0, found '4.0'
                    OPENQASM 3.7; qubit q;                 | 1:10 | OpenQASM version 3.7 is not supported here, only 3, 3.0 and 3.1
                    OPENQASM 2.6; qreg q[1];               | 1:10 | OpenQASM version 2.6 is not supported here, only 2.0
                    OPENQASM 2; qreg q[1];                 | 1:10 | OpenQASM version 2 is not supported here, only 2.0
                    OPENQASM 2.0                           | 1:13 | expected ';', found the end of the program
                    OPENQASM "2.0"; qreg q[1];             | 1:10 | OpenQASM version 2.0 is not supported here, only 2.0
                    OPENQASM 3; qubit q; h q;              | 1:22 | gate 'h' is not defined; include "stdgates.inc" defines it
                    OPENQASM 2.0; qreg q[1]; h q;          | 1:26 | gate 'h' is not defined; include "qelib1.inc" defines it
                    x $0; | 1:1  | gate 'x' is not defined; include "stdgates.inc" defines it
                    """)
    void header(String program, String place, String reason) {
        assertRefused(program, 0, place, reason);
    }

    private static void assertRefused(String program, int preamble, String place, String reason) {
        var failure = catchThrowableOfType(OpenQasmException.class, () -> OpenQasm.read(program));

        assertThat(failure).as(program).isNotNull();
        assertThat(failure.line() - preamble + ":" + failure.column() + " " + failure.reason())
                .isEqualTo(place + " " + reason);
        assertThat(failure)
                .hasMessage("line " + failure.line() + ", column " + failure.column() + ": " + failure.reason());
    }
}
