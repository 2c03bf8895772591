package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction.Apply;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// Writes gates with any number of controls in the closed gate set, exactly, without ancillas.
///
/// The constructions follow Barenco et al., Elementary gates for quantum computation (1995), section 7: a
/// multi-controlled phase halves its angle and loses one control at a time. The length grows by a factor 3 per
/// control.
final class ControlledGates {

    private final List<Apply> gates = new ArrayList<>();

    List<Apply> gates() {
        return List.copyOf(gates);
    }

    /// Appends `apply` controlled by `controls`, of which there is at least one.
    void control(List<Integer> controls, Apply apply) {
        var angles = apply.angles();
        int target = apply.qubits().getLast();
        switch (apply.gate()) {
            case ID -> {}
            case X -> flip(controls, target);
            case Y -> y(controls, target);
            case Z -> z(controls, target);
            case H -> h(controls, target);
            case S -> phase(joined(controls, target), constant(Math.PI / 2));
            case SDG -> phase(joined(controls, target), constant(-Math.PI / 2));
            case T -> phase(joined(controls, target), constant(Math.PI / 4));
            case TDG -> phase(joined(controls, target), constant(-Math.PI / 4));
            case SX -> rootOfX(controls, target, 1);
            case SXDG -> rootOfX(controls, target, -1);
            case RX, RY, RZ -> rotation(apply.gate(), controls, angles.getFirst(), target);
            case P -> phase(joined(controls, target), angles.getFirst());
            case U -> u(controls, angles, target);
            case CX -> control(controls, apply, Gate.X);
            case CY -> control(controls, apply, Gate.Y);
            case CZ -> control(controls, apply, Gate.Z);
            case CH -> control(controls, apply, Gate.H);
            case CP -> control(controls, apply, Gate.P);
            case CRX -> control(controls, apply, Gate.RX);
            case CRY -> control(controls, apply, Gate.RY);
            case CRZ -> control(controls, apply, Gate.RZ);
            case CU -> {
                var inner = joined(controls, apply.qubits().getFirst());
                phase(inner, angles.getLast());
                u(inner, angles.subList(0, 3), target);
            }
            case CCX -> {
                var inner = joined(controls, apply.qubits().get(0));
                flip(joined(inner, apply.qubits().get(1)), target);
            }
            case SWAP -> swap(controls, apply.qubits().get(0), target);
            case CSWAP ->
                swap(joined(controls, apply.qubits().get(0)), apply.qubits().get(1), target);
            case RXX, RYY, RZZ -> interaction(controls, apply);
        }
    }

    /// Appends the phase e^{iλ} on the states in which all of `qubits` are 1.
    void phase(List<Integer> qubits, ParameterExpression lambda) {
        int count = qubits.size();
        int target = qubits.getLast();
        if (count == 1) {
            add(Gate.P, List.of(lambda), target);
            return;
        }
        int second = qubits.get(count - 2);
        if (count == 2) {
            add(Gate.CP, List.of(lambda), second, target);
            return;
        }
        var rest = qubits.subList(0, count - 2);
        var half = lambda.dividedBy(2);
        add(Gate.CP, List.of(half), second, target);
        flip(rest, second);
        add(Gate.CP, List.of(half.negated()), second, target);
        flip(rest, second);
        phase(joined(rest, target), half);
    }

    private void control(List<Integer> controls, Apply apply, Gate base) {
        var qubits = apply.qubits();
        control(joined(controls, qubits.getFirst()), new Apply(base, apply.angles(), List.of(qubits.getLast())));
    }

    private void flip(List<Integer> controls, int target) {
        switch (controls.size()) {
            case 1 -> add(Gate.CX, List.of(), controls.getFirst(), target);
            case 2 -> add(Gate.CCX, List.of(), controls.get(0), controls.get(1), target);
            default -> {
                add(Gate.H, List.of(), target);
                phase(joined(controls, target), constant(Math.PI));
                add(Gate.H, List.of(), target);
            }
        }
    }

    private void y(List<Integer> controls, int target) {
        if (controls.size() == 1) {
            add(Gate.CY, List.of(), controls.getFirst(), target);
            return;
        }
        add(Gate.SDG, List.of(), target);
        flip(controls, target);
        add(Gate.S, List.of(), target);
    }

    private void z(List<Integer> controls, int target) {
        if (controls.size() == 1) {
            add(Gate.CZ, List.of(), controls.getFirst(), target);
        } else {
            phase(joined(controls, target), constant(Math.PI));
        }
    }

    /// H = RY(π/4) Z RY(−π/4).
    private void h(List<Integer> controls, int target) {
        if (controls.size() == 1) {
            add(Gate.CH, List.of(), controls.getFirst(), target);
            return;
        }
        add(Gate.RY, List.of(constant(-Math.PI / 4)), target);
        z(controls, target);
        add(Gate.RY, List.of(constant(Math.PI / 4)), target);
    }

    /// √X = e^{iπ/4} RX(π/2).
    private void rootOfX(List<Integer> controls, int target, int sign) {
        rotation(Gate.RX, controls, constant(sign * Math.PI / 2), target);
        phase(controls, constant(sign * Math.PI / 4));
    }

    private void rotation(Gate axis, List<Integer> controls, ParameterExpression theta, int target) {
        if (controls.size() == 1) {
            Gate controlled = axis == Gate.RX ? Gate.CRX : axis == Gate.RY ? Gate.CRY : Gate.CRZ;
            add(controlled, List.of(theta), controls.getFirst(), target);
            return;
        }
        if (axis == Gate.RX) {
            add(Gate.H, List.of(), target);
            rotation(Gate.RZ, controls, theta, target);
            add(Gate.H, List.of(), target);
            return;
        }
        var half = theta.dividedBy(2);
        add(axis, List.of(half), target);
        flip(controls, target);
        add(axis, List.of(half.negated()), target);
        flip(controls, target);
    }

    /// U(θ, φ, λ) = e^{i(φ+λ)/2} RZ(φ) RY(θ) RZ(λ).
    private void u(List<Integer> controls, List<ParameterExpression> angles, int target) {
        var theta = angles.get(0);
        var phi = angles.get(1);
        var lambda = angles.get(2);
        if (controls.size() == 1) {
            add(Gate.CU, List.of(theta, phi, lambda, Unitary.ZERO), controls.getFirst(), target);
            return;
        }
        rotation(Gate.RZ, controls, lambda, target);
        rotation(Gate.RY, controls, theta, target);
        rotation(Gate.RZ, controls, phi, target);
        phase(controls, phi.plus(lambda).dividedBy(2));
    }

    private void swap(List<Integer> controls, int first, int second) {
        if (controls.size() == 1) {
            add(Gate.CSWAP, List.of(), controls.getFirst(), first, second);
            return;
        }
        add(Gate.CX, List.of(), second, first);
        flip(joined(controls, first), second);
        add(Gate.CX, List.of(), second, first);
    }

    /// Only the rotation inside the basis change needs the controls.
    private void interaction(List<Integer> controls, Apply apply) {
        int first = apply.qubits().get(0);
        int second = apply.qubits().get(1);
        var toZ = switch (apply.gate()) {
            case RXX -> List.of(Unitary.gate(Gate.H, first), Unitary.gate(Gate.H, second));
            case RYY ->
                List.of(Unitary.rotation(Gate.RX, Math.PI / 2, first), Unitary.rotation(Gate.RX, Math.PI / 2, second));
            default -> List.<Apply>of();
        };
        gates.addAll(toZ);
        add(Gate.CX, List.of(), first, second);
        rotation(Gate.RZ, controls, apply.angles().getFirst(), second);
        add(Gate.CX, List.of(), first, second);
        gates.addAll(new Unitary(toZ, Unitary.ZERO).inverse().gates());
    }

    private void add(Gate gate, List<ParameterExpression> angles, Integer... qubits) {
        gates.add(Unitary.gate(gate, angles, qubits));
    }

    private static ParameterExpression constant(double value) {
        return ParameterExpression.constant(value);
    }

    private static List<Integer> joined(List<Integer> qubits, int last) {
        var joined = new ArrayList<>(qubits);
        joined.add(last);
        return joined;
    }
}
