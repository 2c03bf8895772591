package io.ketstream.model.qasm;

import java.util.Set;

/// Puts what a program declares into its scope.
final class Declarations {

    private final CircuitBuilder circuit;
    private final GateLibrary library;

    Declarations(CircuitBuilder circuit, GateLibrary library) {
        this.circuit = circuit;
        this.library = library;
    }

    void qubits(Statement.DeclareQubits declare, Evaluator evaluator) {
        outermost(declare, evaluator.scope());
        rejectTaken(declare.name(), evaluator.scope(), declare.at());
        var size = declare.size();
        var value = size == null
                ? circuit.qubits(1, false, declare.at())
                : circuit.qubits(size(size, evaluator), true, declare.at());
        evaluator.scope().declare(declare.name(), value, false);
    }

    void bits(Statement.DeclareBits declare, Evaluator evaluator) {
        outermost(declare, evaluator.scope());
        rejectTaken(declare.name(), evaluator.scope(), declare.at());
        var initial = declare.value();
        if (initial != null && !isZero(evaluator.evaluate(initial))) {
            throw initial.at().error("a bit can only start as 0");
        }
        var size = declare.size();
        int count = size == null ? 1 : size(size, evaluator);
        evaluator
                .scope()
                .declare(declare.name(), circuit.bits(declare.name(), count, size != null, declare.at()), false);
    }

    void input(Statement.DeclareInput declare, Evaluator evaluator) {
        outermost(declare, evaluator.scope());
        if (!Set.of("float", "angle").contains(declare.type().name())) {
            throw declare.type()
                    .at()
                    .error("an input of type " + declare.type().name() + " is not supported; use float");
        }
        rejectTaken(declare.name(), evaluator.scope(), declare.at());
        evaluator.scope().declare(declare.name(), Elaborator.input(circuit.parameter(declare.name())), false);
    }

    void variable(Statement.DeclareVariable declare, Evaluator evaluator) {
        rejectTaken(declare.name(), evaluator.scope(), declare.at());
        var initial = declare.value();
        if (initial == null) {
            throw declare.at().error("'" + declare.name() + "' needs an initial value");
        }
        var value = evaluator.evaluate(new Expression.Cast(declare.at(), declare.type(), initial));
        if (value instanceof Value.Test) {
            throw initial.at().error("'" + declare.name() + "' cannot depend on measured bits");
        }
        if (declare.constant()
                && value instanceof Value.Real real
                && !real.value().isConstant()) {
            throw initial.at().error("the constant '" + declare.name() + "' depends on an input");
        }
        evaluator.scope().declare(declare.name(), value, declare.constant());
    }

    void alias(Statement.Alias alias, Evaluator evaluator) {
        rejectTaken(alias.name(), evaluator.scope(), alias.at());
        var target = evaluator.evaluate(alias.target());
        if (!(target instanceof Value.Qubits || target instanceof Value.Bits)) {
            throw alias.target().at().error("an alias stands for qubits or bits, not for " + target.described());
        }
        evaluator.scope().declare(alias.name(), target, false);
    }

    /// Gives the variable `name` a new value of the kind it has.
    void assign(String name, Expression expression, Evaluator evaluator) {
        var old = evaluator.scope().find(name);
        var type = old instanceof Value.Whole ? "int" : old instanceof Value.Truth ? "bool" : "float";
        var value = evaluator.evaluate(
                new Expression.Cast(expression.at(), new Type(expression.at(), type, null), expression));
        if (value instanceof Value.Test) {
            throw expression.at().error("'" + name + "' cannot depend on measured bits");
        }
        evaluator.scope().assign(name, value);
    }

    void rejectTaken(String name, Scope scope, Position at) {
        boolean gate = scope == scope.global() && library.isDefined(name) && !library.isReplaceable(name);
        if (scope.declaresHere(name) || gate) {
            throw at.error("'" + name + "' is already " + (gate ? "the name of a gate" : "declared"));
        }
    }

    private void outermost(Statement declaration, Scope scope) {
        if (scope != scope.global()) {
            throw declaration.at().error("qubits, bits and inputs can only be declared at the outermost level");
        }
    }

    private int size(Expression size, Evaluator evaluator) {
        long count = evaluator.whole(size);
        if (count < 1 || count > Budget.MAXIMUM_REGISTER) {
            throw size.at().error("a register has 1 to " + Budget.MAXIMUM_REGISTER + " elements, not " + count);
        }
        return (int) count;
    }

    private static boolean isZero(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value() == 0;
            case Value.Truth truth -> !truth.value();
            case Value.BitText text -> !text.bits().contains(true);
            case Value.Real _, Value.Test _, Value.Bits _, Value.Qubits _ -> false;
        };
    }
}
