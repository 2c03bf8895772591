package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction.Apply;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// e^{i·phase} times the product of `gates`, the first one acting first.
///
/// The phase is global, so it costs nothing to carry along; it matters as soon as the sequence is controlled.
record Unitary(List<Apply> gates, ParameterExpression phase) {

    static final ParameterExpression ZERO = ParameterExpression.constant(0);

    static final Unitary IDENTITY = new Unitary(List.of(), ZERO);

    static Unitary of(Apply gate) {
        return new Unitary(List.of(gate), ZERO);
    }

    static Unitary phase(ParameterExpression phase) {
        return new Unitary(List.of(), phase);
    }

    static Apply gate(Gate gate, List<ParameterExpression> angles, Integer... qubits) {
        return new Apply(gate, angles, List.of(qubits));
    }

    static Apply gate(Gate gate, Integer... qubits) {
        return new Apply(gate, List.of(), List.of(qubits));
    }

    static Apply rotation(Gate gate, double angle, int qubit) {
        return new Apply(gate, List.of(ParameterExpression.constant(angle)), List.of(qubit));
    }

    /// This one first, then `next`.
    Unitary then(Unitary next) {
        var all = new ArrayList<Apply>(gates.size() + next.gates.size());
        all.addAll(gates);
        all.addAll(next.gates);
        return new Unitary(all, phase.plus(next.phase));
    }

    Unitary inverse() {
        var inverses = new ArrayList<Apply>(gates.size());
        for (Apply gate : gates.reversed()) {
            inverses.add(inverse(gate));
        }
        return new Unitary(inverses, phase.negated());
    }

    /// This sequence when all of `controls` are 1, else nothing.
    Unitary controlledBy(List<Integer> controls) {
        var controlled = new ControlledGates();
        for (Apply gate : gates) {
            controlled.control(controls, gate);
        }
        if (!phase.equals(ZERO)) {
            controlled.phase(controls, phase);
        }
        return new Unitary(controlled.gates(), ZERO);
    }

    private static Apply inverse(Apply apply) {
        var angles = apply.angles();
        return switch (apply.gate()) {
            case ID, X, Y, Z, H, CX, CY, CZ, CH, SWAP, CCX, CSWAP -> apply;
            case S -> with(apply, Gate.SDG, angles);
            case SDG -> with(apply, Gate.S, angles);
            case T -> with(apply, Gate.TDG, angles);
            case TDG -> with(apply, Gate.T, angles);
            case SX -> with(apply, Gate.SXDG, angles);
            case SXDG -> with(apply, Gate.SX, angles);
            case RX, RY, RZ, P, CP, CRX, CRY, CRZ, RXX, RYY, RZZ ->
                with(apply, apply.gate(), List.of(angles.getFirst().negated()));
            // U(θ, φ, λ) = e^{i(φ+λ)/2} RZ(φ) RY(θ) RZ(λ)
            case U ->
                with(
                        apply,
                        Gate.U,
                        List.of(
                                angles.get(0).negated(),
                                angles.get(2).negated(),
                                angles.get(1).negated()));
            case CU ->
                with(
                        apply,
                        Gate.CU,
                        List.of(
                                angles.get(0).negated(),
                                angles.get(2).negated(),
                                angles.get(1).negated(),
                                angles.get(3).negated()));
        };
    }

    private static Apply with(Apply apply, Gate gate, List<ParameterExpression> angles) {
        return new Apply(gate, angles, apply.qubits());
    }
}
