package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Small hostile programs neither fill the memory nor run for long, nor overflow the stack: each of these, read
/// without limits, would not end within the life of the test.
class LimitsTest {

    private static final String PREAMBLE = "include \"stdgates.inc\"; qubit[4] q; bit[4] c;\n";

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("a gate of gates of gates", doubling("h a; ", 40) + "g40 q[0];", "steps to expand"),
                Arguments.of("empty gates of empty gates", doubling("", 40) + "g40 q[0];", "steps to expand"),
                Arguments.of("deep definitions", nested(100) + "g100 q[0];", "nest deeper than 64"),
                Arguments.of("loops in loops", "for int i in [0:9999] ".repeat(4) + "h q[0];", "steps to expand"),
                Arguments.of("loops in loops of nothing", "for int i in [0:9999] ".repeat(4) + "{}", "steps to expand"),
                Arguments.of(
                        "a loop of wide operations",
                        "qubit[60000] r; for int i in [0:99] h r;",
                        "more than 500000 instructions"),
                Arguments.of("qubits", "qubit[60000] r; qubit[60000] w;", "more than 65536 qubits"),
                Arguments.of("bits", "bit[65536] r;".transform(LimitsTest::numbered), "classical bits"),
                Arguments.of("a physical qubit", "x $2000000000;", "more than"),
                Arguments.of(
                        "parentheses",
                        "rx(" + "(".repeat(10_000) + "1" + ")".repeat(10_000) + ") q[0];",
                        "nested deeper"),
                Arguments.of("signs", "rx(" + "-".repeat(10_000) + "1) q[0];", "nested deeper"),
                Arguments.of("powers", "rx(" + "1**".repeat(10_000) + "1) q[0];", "nested deeper"),
                Arguments.of("indices", "h q[" + "q[".repeat(10_000) + ";", "nested deeper"),
                Arguments.of("calls", "rx(" + "sin(".repeat(10_000) + ";", "nested deeper"),
                Arguments.of("blocks", "if (c == 1) ".repeat(10_000) + "h q[0];", "nested deeper"),
                Arguments.of(
                        "else after else", "if (c == 1) h q[0]; else ".repeat(10_000) + "h q[0];", "nested deeper"),
                Arguments.of("a power", "pow(1e18) @ h q[0];", "is not supported"),
                Arguments.of("powers of powers", "pow(1000000) @ ".repeat(4) + "h q[0];", "steps to expand"),
                Arguments.of("controls", "qubit[20] r; ctrl(19) @ x r[0]" + operands(19) + ";", "10 controls"),
                Arguments.of(
                        "controls of controls",
                        "qubit[20] r; " + "ctrl @ ".repeat(19) + "x r[0]" + operands(19) + ";",
                        "10 controls"),
                Arguments.of(
                        "parity of many bits",
                        "bit[64] d; if (" + "d[0] ^ ".repeat(60) + "d[1]) h q[0];",
                        "instructions"),
                Arguments.of("a whole power", "rx(7 ** 9223372036854775807) q[0];", "overflow"),
                Arguments.of("text", " ".repeat(Budget.MAXIMUM_TEXT + 1), "characters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRefused(String name, String statements, String reason) {
        var program = statements.startsWith("x $") ? "include \"stdgates.inc\"; " + statements : PREAMBLE + statements;

        assertThatThrownBy(() -> OpenQasm.read(program))
                .isInstanceOf(OpenQasmException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aLongSumIsNoNesting() {
        var circuit = OpenQasm.read(PREAMBLE + "rx(" + "1 + ".repeat(50_000) + "1) q[0];");

        assertThat(OpenQasm.write(circuit)).contains("rx(50001.0) q[0];");
    }

    /// Whatever the text, the answer is a circuit or an [OpenQasmException]. The seeds are the test's indices.
    @Test
    void brokenTextsNeverCauseAnotherError() {
        var whole = PREAMBLE + """
                input float theta; gate g(a, b) x0, y0 { rx(a*2 - b) x0; ctrl @ inv @ p(pi/4) x0, y0; }
                g(theta, -1e-3) q[0:1], q[{2, 3}]; pow(2) @ negctrl(2) @ h q[0], q[1], q[2];
                for uint i in [0:2] { if (c[i] == 1 && !c[3] || c < 3) { x q[i]; } else reset q; }
                c = measure q; measure q[0] -> c[1]; barrier q; let z0 = q[0:1] ++ q[3]; U(1, 2, 3) z0;
                """;
        for (int seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(whole);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, whole.charAt(random.nextInt(whole.length())));
                    default -> text.setCharAt(at, whole.charAt(random.nextInt(whole.length())));
                }
            }
            try {
                OpenQasm.read(text.toString());
            } catch (OpenQasmException refused) {
                assertThat(refused.line()).as("seed " + seed).isBetween(1, 8);
            }
        }
    }

    private static String doubling(String body, int levels) {
        var text = new StringBuilder("gate g0 a { " + body + "}\n");
        for (int i = 1; i <= levels; i++) {
            text.append("gate g%d a { g%d a; g%d a; }\n".formatted(i, i - 1, i - 1));
        }
        return text.toString();
    }

    private static String nested(int levels) {
        var text = new StringBuilder("gate g0 a { }\n");
        for (int i = 1; i <= levels; i++) {
            text.append("gate g%d a { g%d a; }\n".formatted(i, i - 1));
        }
        return text.toString();
    }

    private static String numbered(String declaration) {
        var text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(declaration.replace("r;", "r" + i + ";"));
        }
        return text.toString();
    }

    private static String operands(int count) {
        var text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(", r[").append(i).append(']');
        }
        return text.toString();
    }
}
