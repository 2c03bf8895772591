package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;

/// What an expression or a name stands for while a program is expanded.
sealed interface Value {

    /// A whole number known now.
    record Whole(long value) implements Value {}

    /// A real number, affine in the inputs.
    record Real(ParameterExpression value) implements Value {}

    /// A truth value known now.
    record Truth(boolean value) implements Value {}

    /// A string of bits known now, least significant first.
    record BitText(List<Boolean> bits) implements Value {}

    /// A truth value known when the circuit runs.
    record Test(Condition condition) implements Value {}

    /// Classical bits of the circuit. A single bit that is not a register of one is not indexable.
    record Bits(List<Integer> bits, boolean register) implements Value {}

    /// Qubits; `register` decides whether a gate is applied to each of them in turn.
    record Qubits(List<Integer> qubits, boolean register) implements Value {}

    static Value real(double value) {
        return new Real(ParameterExpression.constant(value));
    }

    /// How a message names it.
    default String described() {
        return switch (this) {
            case Whole _ -> "a whole number";
            case Real _ -> "a real number";
            case Truth _ -> "a truth value";
            case BitText _ -> "a string of bits";
            case Test _ -> "a condition on measured bits";
            case Bits _ -> "classical bits";
            case Qubits _ -> "qubits";
        };
    }
}
