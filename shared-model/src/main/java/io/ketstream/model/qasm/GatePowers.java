package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction.Apply;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// Powers of gates. A fractional power is the principal one: eigenvalue e^{iφ} with −π < φ ≤ π becomes e^{iφk}.
final class GatePowers {

    private static final int LARGEST_WHOLE = 1_000_000;

    private GatePowers() {}

    /// @throws IllegalArgumentException when the power is not expressible in the gate set
    static Unitary power(Unitary base, double exponent, Budget budget, Position at) {
        if (exponent == Math.rint(exponent)) {
            return wholePower(base, exponent, budget, at);
        }
        if (base.gates().isEmpty() && base.phase().isConstant()) {
            return Unitary.phase(
                    ParameterExpression.constant(principal(base.phase().constant(), Math.PI) * exponent));
        }
        if (base.gates().size() == 1 && base.phase().equals(Unitary.ZERO)) {
            return fractional(base.gates().getFirst(), exponent);
        }
        throw new IllegalArgumentException("a fractional power of a gate made of several gates is not supported");
    }

    private static Unitary wholePower(Unitary base, double exponent, Budget budget, Position at) {
        if (Math.abs(exponent) > LARGEST_WHOLE) {
            throw new IllegalArgumentException("a power above " + LARGEST_WHOLE + " is not supported");
        }
        var once = exponent < 0 ? base.inverse() : base;
        int count = (int) Math.abs(exponent);
        budget.steps((long) count * Math.max(1, once.gates().size()), at);
        var gates = new ArrayList<Apply>();
        for (int i = 0; i < count; i++) {
            gates.addAll(once.gates());
        }
        return new Unitary(gates, once.phase().times(count));
    }

    private static Unitary fractional(Apply apply, double k) {
        int target = apply.qubits().getLast();
        var controls = apply.qubits().subList(0, apply.qubits().size() - 1);
        return switch (apply.gate()) {
            case ID -> Unitary.of(apply);
            case X -> x(k, target);
            case Y -> rotation(Gate.RY, k * Math.PI, k * Math.PI / 2, target);
            case Z -> phase(k * Math.PI, target);
            case S -> phase(k * Math.PI / 2, target);
            case SDG -> phase(-k * Math.PI / 2, target);
            case T -> phase(k * Math.PI / 4, target);
            case TDG -> phase(-k * Math.PI / 4, target);
            case SX -> rotation(Gate.RX, k * Math.PI / 2, k * Math.PI / 4, target);
            case SXDG -> rotation(Gate.RX, -k * Math.PI / 2, -k * Math.PI / 4, target);
            case P -> phase(k * principal(angle(apply), Math.PI), target);
            case RX, RY, RZ -> rotation(apply.gate(), k * principal(angle(apply), 2 * Math.PI), 0, target);
            case RXX, RYY, RZZ ->
                Unitary.of(new Apply(
                        apply.gate(),
                        List.of(ParameterExpression.constant(k * principal(angle(apply), 2 * Math.PI))),
                        apply.qubits()));
            case CX, CCX -> x(k, target).controlledBy(controls);
            case CY -> rotation(Gate.RY, k * Math.PI, k * Math.PI / 2, target).controlledBy(controls);
            case CZ -> phase(k * Math.PI, target).controlledBy(controls);
            case CP -> phase(k * principal(angle(apply), Math.PI), target).controlledBy(controls);
            case CRX -> controlledRotation(Gate.RX, apply, k);
            case CRY -> controlledRotation(Gate.RY, apply, k);
            case CRZ -> controlledRotation(Gate.RZ, apply, k);
            case H, U, CH, CU, SWAP, CSWAP ->
                throw new IllegalArgumentException(
                        "a fractional power of " + apply.gate().qasmName() + " is not supported");
        };
    }

    private static Unitary x(double k, int target) {
        return k == 0.5
                ? Unitary.of(Unitary.gate(Gate.SX, target))
                : k == -0.5
                        ? Unitary.of(Unitary.gate(Gate.SXDG, target))
                        : rotation(Gate.RX, k * Math.PI, k * Math.PI / 2, target);
    }

    private static Unitary controlledRotation(Gate axis, Apply apply, double k) {
        return rotation(
                        axis,
                        k * principal(angle(apply), 2 * Math.PI),
                        0,
                        apply.qubits().getLast())
                .controlledBy(List.of(apply.qubits().getFirst()));
    }

    private static Unitary rotation(Gate axis, double angle, double phase, int target) {
        return new Unitary(List.of(Unitary.rotation(axis, angle, target)), ParameterExpression.constant(phase));
    }

    private static Unitary phase(double angle, int target) {
        return Unitary.of(Unitary.rotation(Gate.P, angle, target));
    }

    private static double angle(Apply apply) {
        return Arithmetic.constant(
                "a fractional power of a gate that depends on an input",
                apply.angles().getFirst());
    }

    /// `angle` modulo 2·`half`, in (−half, half].
    private static double principal(double angle, double half) {
        double reduced = Math.IEEEremainder(angle, 2 * half);
        return reduced == -half ? half : reduced;
    }
}
