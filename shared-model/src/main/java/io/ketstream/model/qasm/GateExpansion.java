package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction.Apply;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Expands gate calls into the closed gate set: definitions, modifiers, libraries.
final class GateExpansion {

    private static final int MAXIMUM_CONTROLS = 10;

    private final GateLibrary library;
    private final Budget budget;

    GateExpansion(GateLibrary library, Budget budget) {
        this.library = library;
        this.budget = budget;
    }

    /// The number of qubits the call needs, controls included.
    int qubits(GateCall call, Evaluator evaluator) {
        int qubits = library.qubits(call);
        int controls = 0;
        for (Modifier modifier : call.modifiers()) {
            controls += controls(modifier, evaluator);
            if (controls > MAXIMUM_CONTROLS) {
                throw modifier.at().error("more than " + MAXIMUM_CONTROLS + " controls are not supported");
            }
        }
        return qubits + controls;
    }

    /// The call on `qubits`, one for each operand.
    Unitary expand(GateCall call, Evaluator evaluator, List<Integer> qubits) {
        return expand(call, evaluator, qubits, 0);
    }

    private Unitary expand(GateCall call, Evaluator evaluator, List<Integer> qubits, int depth) {
        budget.steps(1, call.at());
        if (depth > Budget.MAXIMUM_CALL_DEPTH) {
            throw call.at().error("gate definitions nest deeper than " + Budget.MAXIMUM_CALL_DEPTH);
        }
        int needed = qubits(call, evaluator);
        if (needed != qubits.size()) {
            throw GateLibrary.wrongQubits(call, needed, qubits.size());
        }
        if (qubits.size() > 1 && new HashSet<>(qubits).size() != qubits.size()) {
            throw call.at().error("gate '" + call.gate() + "' names a qubit twice");
        }
        var angles = new ArrayList<ParameterExpression>(call.angles().size());
        for (Expression angle : call.angles()) {
            angles.add(evaluator.angle(angle));
        }
        int controls = needed - library.qubits(call);
        var unitary = base(call, angles, qubits.subList(controls, needed), evaluator, depth);
        for (Modifier modifier : call.modifiers().reversed()) {
            int own = controls(modifier, evaluator);
            unitary = modify(unitary, modifier, qubits.subList(controls - own, controls), evaluator);
            controls -= own;
        }
        budget.checkInstructions(unitary.gates().size(), call.at());
        return unitary;
    }

    private Unitary base(
            GateCall call, List<ParameterExpression> angles, List<Integer> qubits, Evaluator evaluator, int depth) {
        var standard = library.standard(call.gate());
        if (standard != null) {
            try {
                return standard.construction().of(angles, qubits);
            } catch (IllegalArgumentException overflow) {
                throw call.at().error(String.valueOf(overflow.getMessage()));
            }
        }
        var definition = library.definition(call.gate());
        if (definition == null) {
            return Unitary.phase(angles.getFirst()); // gphase, the only gate that is neither
        }
        if (definition.opaque()) {
            throw call.at().error("gate '" + call.gate() + "' is opaque: it has no definition to run");
        }
        return StandardGates.recognised(
                call.gate(), angles, qubits, body(definition, angles, qubits, evaluator, depth));
    }

    private Unitary body(
            GateDefinition definition,
            List<ParameterExpression> angles,
            List<Integer> qubits,
            Evaluator evaluator,
            int depth) {
        var scope = evaluator.scope().global().gateBody();
        for (int i = 0; i < angles.size(); i++) {
            scope.declare(definition.angles().get(i), new Value.Real(angles.get(i)), false);
        }
        for (int i = 0; i < qubits.size(); i++) {
            scope.declare(definition.qubits().get(i), new Value.Qubits(List.of(qubits.get(i)), false), false);
        }
        var inner = evaluator.in(scope);
        var gates = new ArrayList<Apply>();
        var phase = Unitary.ZERO;
        for (Statement statement : definition.body()) {
            if (statement instanceof Statement.Apply(Position at, GateCall call)) {
                var operands = new ArrayList<Integer>();
                for (Expression operand : call.operands()) {
                    operands.addAll(inner.qubits(operand).qubits());
                }
                var step = expand(call, inner, operands, depth + 1);
                gates.addAll(step.gates());
                budget.checkInstructions(gates.size(), at);
                if (!step.phase().equals(Unitary.ZERO)) {
                    phase = phase.plus(step.phase());
                }
            }
        }
        return new Unitary(gates, phase);
    }

    private Unitary modify(Unitary unitary, Modifier modifier, List<Integer> controls, Evaluator evaluator) {
        return switch (modifier.kind()) {
            case INVERSE -> unitary.inverse();
            case POWER -> power(unitary, modifier, evaluator);
            case CONTROL -> controlled(unitary, controls, modifier);
            case NEGATIVE_CONTROL -> {
                var flips = new Unitary(
                        controls.stream()
                                .map(control -> Unitary.gate(Gate.X, control))
                                .toList(),
                        Unitary.ZERO);
                yield flips.then(controlled(unitary, controls, modifier)).then(flips);
            }
        };
    }

    private Unitary controlled(Unitary unitary, List<Integer> controls, Modifier modifier) {
        long factor = (long) Math.pow(3, controls.size());
        budget.steps(factor * unitary.gates().size(), modifier.at());
        return unitary.controlledBy(controls);
    }

    private Unitary power(Unitary unitary, Modifier modifier, Evaluator evaluator) {
        var argument = modifier.argument();
        if (argument == null) {
            throw modifier.at().error("pow needs an exponent");
        }
        try {
            var exponent = Arithmetic.constant("a power by an input", evaluator.angle(argument));
            return GatePowers.power(unitary, exponent, budget, modifier.at());
        } catch (IllegalArgumentException unsupported) {
            throw modifier.at().error(String.valueOf(unsupported.getMessage()));
        }
    }

    private static int controls(Modifier modifier, Evaluator evaluator) {
        return switch (modifier.kind()) {
            case INVERSE, POWER -> 0;
            case CONTROL, NEGATIVE_CONTROL -> {
                var argument = modifier.argument();
                long count = argument == null ? 1 : evaluator.whole(argument);
                if (count < 1 || count > Budget.MAXIMUM_REGISTER) {
                    throw modifier.at().error("a gate cannot have " + count + " controls");
                }
                yield (int) count;
            }
        };
    }
}
