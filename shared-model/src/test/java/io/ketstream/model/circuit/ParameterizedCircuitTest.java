package io.ketstream.model.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.RealVector;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterizedCircuitTest {

    private static final ParameterExpression HALF = ParameterExpression.constant(0.5);
    private static final ClassicalRegister C = new ClassicalRegister("c", 2);

    static Stream<Arguments> malformed() {
        return Stream.of(
                refused("at least one qubit", () -> ParameterizedCircuit.of(0, List.of(), List.of())),
                refused("parameter names", () -> ParameterizedCircuit.of(1, List.of("a", "a"), List.of())),
                refused("registers are not distinct", () -> circuit(List.of(C, C))),
                refused("at least one bit", () -> new ClassicalRegister("c", 0)),
                refused("qubit 2 is outside 0..1", () -> circuit(List.of(C), apply(Gate.X, 2))),
                refused("qubit -1 is outside 0..1", () -> circuit(List.of(C), apply(Gate.X, -1))),
                refused("bit 2 is outside 0..1", () -> circuit(List.of(C), new Instruction.Measure(0, 2))),
                refused("qubit 2 is outside 0..1", () -> circuit(List.of(C), new Instruction.Reset(2))),
                refused("qubit 2 is outside", () -> circuit(List.of(C), new Instruction.Barrier(List.of(0, 2)))),
                refused(
                        "parameter 1 is outside 0..0",
                        () -> circuit(
                                List.of(C),
                                new Instruction.Apply(Gate.RX, List.of(ParameterExpression.parameter(1)), List.of(0)))),
                refused(
                        "bit 5 is outside",
                        () -> circuit(List.of(C), new Instruction.Conditional(List.of(5), 1, List.of(), List.of()))),
                refused(
                        "qubit 7 is outside",
                        () -> circuit(
                                List.of(C),
                                new Instruction.Conditional(List.of(0), 1, List.of(), List.of(apply(Gate.X, 7))))),
                refused("cx names a qubit twice", () -> apply(Gate.CX, 1, 1)),
                refused("cx acts on 2 qubits, not 1", () -> apply(Gate.CX, 1)),
                refused("rx takes 1 angles, not 0", () -> apply(Gate.RX, 1)),
                refused("at least one qubit, each once", () -> new Instruction.Barrier(List.of())),
                refused("at least one qubit, each once", () -> new Instruction.Barrier(List.of(1, 1))),
                refused("1 to 63 bits", () -> new Instruction.Conditional(List.of(), 0, List.of(), List.of())),
                refused("names a bit twice", () -> new Instruction.Conditional(List.of(0, 0), 0, List.of(), List.of())),
                refused(
                        "2 bits are never equal to 4",
                        () -> new Instruction.Conditional(List.of(0, 1), 4, List.of(), List.of())),
                refused(
                        "1 bits are never equal to -1",
                        () -> new Instruction.Conditional(List.of(0), -1, List.of(), List.of())),
                refused("not finite", () -> ParameterExpression.constant(Double.NaN)),
                refused("not finite", () -> ParameterExpression.parameter(0, Double.POSITIVE_INFINITY)),
                refused("not finite", () -> HALF.dividedBy(0)),
                refused("not negative", () -> ParameterExpression.parameter(-1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsMalformedDoesNotExist(String message, Supplier<Object> construction) {
        assertThatThrownBy(construction::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void equalAnglesAreEqualRecords() {
        var sum = ParameterExpression.parameter(1, 2)
                .plus(ParameterExpression.parameter(0))
                .plus(ParameterExpression.parameter(1, -2))
                .plus(HALF);

        assertThat(sum).isEqualTo(ParameterExpression.parameter(0).plus(HALF));
        assertThat(ParameterExpression.constant(-0.0)).isEqualTo(ParameterExpression.constant(0.0));
        assertThat(HALF.negated().plus(HALF)).isEqualTo(ParameterExpression.constant(0));
        assertThat(sum.evaluate(RealVector.of(0.25, 100))).isEqualTo(0.75);
    }

    @Test
    void aDivisionIsCorrectlyRounded() {
        assertThat(ParameterExpression.constant(Math.PI).dividedBy(49).constant())
                .isEqualTo(Math.PI / 49);
        assertThat(ParameterExpression.parameter(0, 0.1)
                        .dividedBy(3)
                        .terms()
                        .getFirst()
                        .coefficient())
                .isEqualTo(0.1 / 3);
    }

    private static ParameterizedCircuit circuit(List<ClassicalRegister> registers, Instruction... instructions) {
        return new ParameterizedCircuit(2, registers, List.of("theta"), List.of(instructions));
    }

    private static Instruction apply(Gate gate, Integer... qubits) {
        return new Instruction.Apply(gate, List.of(), List.of(qubits));
    }

    private static Arguments refused(String message, Supplier<Object> construction) {
        return Arguments.of(message, construction);
    }
}
