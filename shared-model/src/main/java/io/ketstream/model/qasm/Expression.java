package io.ketstream.model.qasm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed expression. Registers and qubits are expressions too, so that names resolve in one place.
sealed interface Expression {

    Position at();

    record Whole(Position at, long value) implements Expression {}

    record Real(Position at, double value) implements Expression {}

    record Truth(Position at, boolean value) implements Expression {}

    /// A bit string such as "0110", highest index first.
    record BitText(Position at, String bits) implements Expression {}

    record Name(Position at, String name) implements Expression {}

    /// A physical qubit, `$index`.
    record Hardware(Position at, int index) implements Expression {}

    /// `-`, `!` or `~` before `operand`.
    record Unary(Position at, String operator, Expression operand) implements Expression {}

    /// `first` and then operators of equal precedence from left to right; flat, so that a long sum does not
    /// nest.
    record Chain(Position at, Expression first, List<Link> links) implements Expression {}

    record Link(Position at, Operator operator, Expression operand) {}

    record Call(Position at, String function, List<Expression> arguments) implements Expression {}

    record Cast(Position at, Type type, Expression operand) implements Expression {}

    record Index(Position at, Expression base, Expression selector) implements Expression {}

    /// `start : step : stop`, both ends included; only as an index or as what a loop runs over.
    record Range(
            Position at,
            @Nullable Expression start,
            @Nullable Expression step,
            @Nullable Expression stop) implements Expression {}

    /// `{a, b, c}`; only as an index or as what a loop runs over.
    record Choice(Position at, List<Expression> elements) implements Expression {}

    /// Registers joined by `++`.
    record Concatenation(Position at, List<Expression> parts) implements Expression {}
}
