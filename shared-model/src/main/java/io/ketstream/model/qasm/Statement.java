package io.ketstream.model.qasm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed statement of either dialect.
sealed interface Statement {

    Position at();

    record Include(Position at, String file) implements Statement {}

    /// @param size null for a single qubit
    record DeclareQubits(Position at, String name, @Nullable Expression size) implements Statement {}

    /// @param size null for a single bit
    record DeclareBits(
            Position at,
            String name,
            @Nullable Expression size,
            @Nullable Expression value,
            @Nullable Expression measured)
            implements Statement {}

    record DeclareInput(Position at, Type type, String name) implements Statement {}

    record DeclareVariable(
            Position at,
            boolean constant,
            Type type,
            String name,
            @Nullable Expression value) implements Statement {}

    record Alias(Position at, String name, Expression target) implements Statement {}

    record DefineGate(Position at, GateDefinition definition) implements Statement {}

    record Apply(Position at, GateCall call) implements Statement {}

    record Measure(Position at, Expression qubits, Expression bits) implements Statement {}

    record Reset(Position at, Expression qubits) implements Statement {}

    /// @param operands empty for all qubits
    record Barrier(Position at, List<Expression> operands) implements Statement {}

    record If(Position at, Expression condition, List<Statement> then, List<Statement> otherwise)
            implements Statement {}

    record For(Position at, String variable, Expression domain, List<Statement> body) implements Statement {}

    /// @param operator null for a plain `=`
    record Assign(Position at, Expression target, @Nullable Operator operator, Expression value) implements Statement {}
}
