package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;

/// Runs a program's statements at reading time, which builds its circuit: loops are unrolled, gates expanded,
/// registers broadcast; what depends on measured bits becomes [Instruction.Conditional].
final class Elaborator {

    private final boolean version2;
    private final Budget budget = new Budget();
    private final CircuitBuilder circuit = new CircuitBuilder(budget);
    private final GateLibrary library;
    private final GateExpansion expansion;
    private final Declarations declarations;

    /// Inside how many blocks that run only when measured bits say so.
    private int conditional;

    Elaborator(boolean version2) {
        this.version2 = version2;
        this.library = new GateLibrary(version2);
        this.expansion = new GateExpansion(library, budget);
        this.declarations = new Declarations(circuit, library);
    }

    /// Runs one statement of the program's outermost level.
    void run(Statement statement, Scope program) {
        run(statement, new Evaluator(program, version2));
    }

    ParameterizedCircuit circuit(Position end) {
        return circuit.build(end);
    }

    private void run(Statement statement, Evaluator evaluator) {
        budget.steps(1, statement.at());
        switch (statement) {
            case Statement.Include include -> library.include(include);
            case Statement.DefineGate define -> {
                declarations.rejectTaken(
                        define.definition().name(),
                        evaluator.scope(),
                        define.definition().at());
                library.define(define.definition());
            }
            case Statement.DeclareQubits declare -> declarations.qubits(declare, evaluator);
            case Statement.DeclareBits declare -> {
                declarations.bits(declare, evaluator);
                if (declare.measured() != null) {
                    measure(declare.measured(), new Expression.Name(declare.at(), declare.name()), evaluator);
                }
            }
            case Statement.DeclareInput declare -> declarations.input(declare, evaluator);
            case Statement.DeclareVariable declare -> declarations.variable(declare, evaluator);
            case Statement.Alias alias -> declarations.alias(alias, evaluator);
            case Statement.Apply apply -> apply(apply.call(), evaluator);
            case Statement.Measure measure -> measure(measure.qubits(), measure.bits(), evaluator);
            case Statement.Reset reset -> {
                for (int qubit : qubits(reset.qubits(), evaluator).qubits()) {
                    circuit.add(new Instruction.Reset(qubit), reset.at());
                }
            }
            case Statement.Barrier barrier -> barrier(barrier, evaluator);
            case Statement.If branch -> branch(branch, evaluator);
            case Statement.For loop -> loop(loop, evaluator);
            case Statement.Assign assign -> assign(assign, evaluator);
        }
    }

    private void apply(GateCall call, Evaluator evaluator) {
        var operands = new ArrayList<Value.Qubits>(call.operands().size());
        int repetitions = -1;
        for (Expression operand : call.operands()) {
            var qubits = qubits(operand, evaluator);
            operands.add(qubits);
            if (qubits.register()) {
                int size = qubits.qubits().size();
                if (repetitions >= 0 && repetitions != size) {
                    throw operand.at().error("registers of " + repetitions + " and " + size + " qubits do not match");
                }
                repetitions = size;
            }
        }
        int needed = expansion.qubits(call, evaluator);
        if (needed != operands.size()) {
            throw GateLibrary.wrongQubits(call, needed, operands.size());
        }
        for (int i = 0; i < Math.abs(repetitions); i++) {
            var qubits = new ArrayList<Integer>(operands.size());
            for (Value.Qubits operand : operands) {
                qubits.add(operand.qubits().get(operand.register() ? i : 0));
            }
            for (Instruction.Apply gate :
                    expansion.expand(call, evaluator, qubits).gates()) {
                circuit.add(gate, call.at());
            }
        }
    }

    private void measure(Expression measured, Expression target, Evaluator evaluator) {
        var qubits = qubits(measured, evaluator);
        var bits = evaluator.bits(target);
        boolean shapes = !version2 || qubits.register() == bits.register();
        if (!shapes || qubits.qubits().size() != bits.bits().size()) {
            throw measured.at()
                    .error(described(qubits.qubits().size(), "qubit") + " cannot be measured into "
                            + described(bits.bits().size(), "bit"));
        }
        for (int i = 0; i < qubits.qubits().size(); i++) {
            circuit.add(
                    new Instruction.Measure(qubits.qubits().get(i), bits.bits().get(i)), measured.at());
        }
    }

    private void barrier(Statement.Barrier barrier, Evaluator evaluator) {
        var named = new ArrayList<Integer>();
        for (Expression operand : barrier.operands()) {
            named.addAll(qubits(operand, evaluator).qubits());
        }
        var distinct = barrier.operands().isEmpty()
                ? circuit.allQubits()
                : named.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            circuit.add(new Instruction.Barrier(distinct), barrier.at());
        }
    }

    private void branch(Statement.If branch, Evaluator evaluator) {
        var condition = evaluator.condition(branch.condition());
        if (condition instanceof Condition.Constant constant) {
            var taken = constant.value() ? branch.then() : branch.otherwise();
            block(taken, evaluator.in(evaluator.scope().block()));
            return;
        }
        conditional++;
        var then = collected(branch.then(), evaluator);
        var otherwise = collected(branch.otherwise(), evaluator);
        conditional--;
        circuit.addAll(Branches.of(condition, then, otherwise, budget, branch.at()));
    }

    private List<Instruction> collected(List<Statement> statements, Evaluator evaluator) {
        circuit.open();
        block(statements, evaluator.in(evaluator.scope().block()));
        return circuit.close();
    }

    private void loop(Statement.For loop, Evaluator evaluator) {
        for (long value : new Domain(evaluator).loop(loop.domain())) {
            budget.steps(1, loop.at());
            var scope = evaluator.scope().block();
            scope.declare(loop.variable(), new Value.Whole(value), true);
            block(loop.body(), evaluator.in(scope));
        }
    }

    private void block(List<Statement> statements, Evaluator evaluator) {
        for (Statement statement : statements) {
            run(statement, evaluator);
        }
    }

    private void assign(Statement.Assign assign, Evaluator evaluator) {
        if (!(assign.target() instanceof Expression.Name(Position at, String name))) {
            throw assign.at().error("only measurements can be assigned to bits");
        }
        var old = evaluator.evaluate(assign.target());
        switch (old) {
            case Value.Whole _, Value.Real _, Value.Truth _ -> {
                if (evaluator.scope().isConstant(name)) {
                    throw at.error("'" + name + "' is constant");
                }
                if (conditional > 0) {
                    throw at.error("'" + name + "' cannot be assigned where measured bits decide");
                }
                var operator = assign.operator();
                var value = operator == null
                        ? assign.value()
                        : new Expression.Chain(
                                assign.value().at(),
                                assign.target(),
                                List.of(new Expression.Link(assign.at(), operator, assign.value())));
                declarations.assign(name, value, evaluator);
            }
            case Value.Bits _ -> throw assign.at().error("only measurements can be assigned to bits");
            case Value.Qubits _, Value.BitText _, Value.Test _ ->
                throw assign.at().error("'" + name + "' cannot be assigned");
        }
    }

    private Value.Qubits qubits(Expression expression, Evaluator evaluator) {
        var qubits = evaluator.qubits(expression);
        if (expression instanceof Expression.Hardware(Position at, int index)) {
            circuit.physicalQubit(index, at);
        }
        return qubits;
    }

    private static String described(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }

    /// An angle of the input with number `index`.
    static Value input(int index) {
        return new Value.Real(ParameterExpression.parameter(index));
    }
}
