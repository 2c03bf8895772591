package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.circuit.Instruction;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Conditions on measured bits, for every value the bits can have.
class ConditionTest {

    static Stream<Arguments> conditions() {
        return Stream.of(
                condition("c == 5", v -> v == 5),
                condition("5 == c", v -> v == 5),
                condition("c != 5", v -> v != 5),
                condition("c == \"0101\"", v -> v == 5),
                condition("c == 16", _ -> false),
                condition("c != 16", _ -> true),
                condition("c", v -> v != 0),
                condition("!c", v -> v == 0),
                condition("bool(c)", v -> v != 0),
                condition("c[2]", v -> bit(v, 2)),
                condition("c[-1]", v -> bit(v, 3)),
                condition("!c[2]", v -> !bit(v, 2)),
                condition("~c[2]", v -> !bit(v, 2)),
                condition("c[1] == 0", v -> !bit(v, 1)),
                condition("c[1] == true", v -> bit(v, 1)),
                condition("c[1:2] == 2", v -> ((v >> 1) & 3) == 2),
                condition("c[{3, 0}] == 1", v -> bit(v, 3) && !bit(v, 0)),
                condition("c[0] == 1 && c[3] == 0", v -> bit(v, 0) && !bit(v, 3)),
                condition("c[0] || c[1] && c[2]", v -> bit(v, 0) || (bit(v, 1) && bit(v, 2))),
                condition("(c[0] | c[1]) & c[2]", v -> (bit(v, 0) || bit(v, 1)) && bit(v, 2)),
                condition("!(c[0] || c == 6)", v -> !(bit(v, 0) || v == 6)),
                condition("c[0] ^ c[1]", v -> bit(v, 0) != bit(v, 1)),
                condition("c[0] ^ c[1] ^ c[2] ^ c[3]", v -> Integer.bitCount(v) % 2 == 1),
                condition("c[0] == c[1]", v -> bit(v, 0) == bit(v, 1)),
                condition("c[0] != c[1]", v -> bit(v, 0) != bit(v, 1)),
                condition("c[0:1] == c[2:3]", v -> (v & 3) == (v >> 2)),
                condition("c < 6", v -> v < 6),
                condition("c <= 6", v -> v <= 6),
                condition("c > 6", v -> v > 6),
                condition("c >= 6", v -> v >= 6),
                condition("6 < c", v -> 6 < v),
                condition("c < 16", _ -> true),
                condition("c < 0", _ -> false),
                condition("c == 3 && true", v -> v == 3),
                condition("1 < 2", _ -> true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void decidesAsWritten(String condition, IntPredicate expected) {
        for (int value = 0; value < 16; value++) {
            var program = new StringBuilder("include \"stdgates.inc\"; qubit[4] q; qubit r; bit[4] c; bit d; bit e;\n");
            for (int i = 0; i < 4; i++) {
                if (bit(value, i)) {
                    program.append("x q[").append(i).append("];\n");
                }
            }
            program.append("c = measure q;\n");
            // the first branch changes a bit the condition reads, which must not matter
            program.append("if (").append(condition).append(") { x r; d = measure r; reset q; c = measure q; }");
            program.append(" else { x r; e = measure r; }\n");
            program.append("c = measure q;");

            var outcome = SmallSimulator.distribution(OpenQasm.read(program.toString()));

            boolean holds = expected.test(value);
            var bits = holds ? "0000" : ("000" + Integer.toBinaryString(value)).replaceFirst(".*(....)$", "$1");
            assertThat(outcome).as("c = " + value).containsOnlyKeys(bits + (holds ? " 1 0" : " 0 1"));
        }
    }

    @Test
    void aConjunctionOfDifferentBitsIsOneComparison() {
        var circuit = OpenQasm.read(
                "include \"stdgates.inc\"; qubit q; bit[3] c; bit d; if (d == 1 && c[2] == 0 && c[0]) x q;");

        assertThat(circuit.instructions())
                .singleElement()
                .isInstanceOfSatisfying(Instruction.Conditional.class, conditional -> {
                    assertThat(conditional.bits()).containsExactly(3, 2, 0);
                    assertThat(conditional.value()).isEqualTo(0b101);
                });
    }

    @Test
    void aRegisterWiderThanALongIsComparedInParts() {
        var circuit = OpenQasm.read("OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; creg c[70]; if (c==5) x q[0];");

        assertThat(circuit.instructions())
                .singleElement()
                .isInstanceOfSatisfying(Instruction.Conditional.class, low -> {
                    assertThat(low.bits()).hasSize(63);
                    assertThat(low.value()).isEqualTo(5);
                    assertThat(low.then())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    Instruction.Conditional.class,
                                    high -> assertThat(high.bits()).isEqualTo(List.of(63, 64, 65, 66, 67, 68, 69)));
                });
    }

    private static Arguments condition(String text, IntPredicate expected) {
        return Arguments.of(text, expected);
    }

    private static boolean bit(int value, int index) {
        return ((value >> index) & 1) == 1;
    }
}
