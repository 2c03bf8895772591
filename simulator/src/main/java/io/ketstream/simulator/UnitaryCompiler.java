package io.ketstream.simulator;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects gates into steps. Diagonal gates and CX are held back for as long as no other gate touches their qubits;
/// gates on other qubits pass before them, with which they commute.
///
/// What is held back is one phase and then some CX. After a CX the value of its target is that of both qubits before,
/// so a phase on it is one on both; two equal CX with nothing else of their qubits between them are gone. So controlled
/// phases and exp(−iθZZ/2) become part of one phase, whether written as such or in the usual way by CX.
final class UnitaryCompiler {

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final PairKernel HADAMARD = new PairKernel.Real(SQRT_HALF, SQRT_HALF, SQRT_HALF, -SQRT_HALF);
    private static final PairKernel PAULI_Y = new PairKernel.Complex(0, 0, 0, -1, 0, 1, 0, 0);

    private final int qubits;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, ParameterExpression> diagonal = new LinkedHashMap<>();
    private final List<Pairs> exchanges = new ArrayList<>();

    /// For each qubit, the qubits before [#exchanges] whose values add up to it, modulo 2.
    private final int[] sources;

    private int heldQubits;

    UnitaryCompiler(int qubits) {
        this.qubits = qubits;
        this.sources = new int[qubits];
        resetSources();
    }

    void add(Instruction.Apply apply) {
        List<ParameterExpression> angles = apply.angles();
        List<Integer> on = apply.qubits();
        int last = on.getLast();
        int control = on.size() > 1 ? 1 << on.getFirst() : 0;
        switch (apply.gate()) {
            case ID -> {}
            case Z -> phase(0, last, ParameterExpression.constant(Math.PI));
            case S -> phase(0, last, ParameterExpression.constant(Math.PI / 2));
            case SDG -> phase(0, last, ParameterExpression.constant(-Math.PI / 2));
            case T -> phase(0, last, ParameterExpression.constant(Math.PI / 4));
            case TDG -> phase(0, last, ParameterExpression.constant(-Math.PI / 4));
            case P -> phase(0, last, angles.getFirst());
            case CZ -> phase(control, last, ParameterExpression.constant(Math.PI));
            case CP -> phase(control, last, angles.getFirst());
            case RZ -> factor(1 << last, angles.getFirst());
            case RZZ -> factor(control | (1 << last), angles.getFirst());
            case CRZ -> {
                // exp(−iθ/2 · x_c z_t) with x = (1 − z)/2
                factor(1 << last, angles.getFirst().times(0.5));
                factor(control | (1 << last), angles.getFirst().times(-0.5));
            }
            case X -> flip(0, last, new PairKernel.Exchange());
            case CX -> exchangeLater(Pairs.flipping(last, control));
            case CCX -> flip(control | (1 << on.get(1)), last, new PairKernel.Exchange());
            case Y, CY -> flip(control, last, PAULI_Y);
            case H -> {
                // Z · RY(−π/2): rotations go several in a sweep, and the phase waits for others.
                pair(
                        Pairs.flipping(last, 0),
                        new PairStep.Operation.RotationY(ParameterExpression.constant(-Math.PI / 2)));
                phase(0, last, ParameterExpression.constant(Math.PI));
            }
            case CH -> flip(control, last, HADAMARD);
            case SX -> squareRootX(last, Math.PI / 2);
            case SXDG -> squareRootX(last, -Math.PI / 2);
            case RX, CRX -> pair(Pairs.flipping(last, control), new PairStep.Operation.RotationX(angles.getFirst()));
            case RY, CRY -> pair(Pairs.flipping(last, control), new PairStep.Operation.RotationY(angles.getFirst()));
            case U -> u(0, last, angles);
            case CU -> {
                phase(0, on.getFirst(), angles.get(3));
                u(control, last, angles);
            }
            case SWAP -> exchange(control, 1 << last, 0);
            case CSWAP -> exchange(1 << on.get(1), 1 << last, control);
            case RXX -> {
                pair(equal(control, 1 << last), new PairStep.Operation.RotationX(angles.getFirst()));
                pair(unequal(control, 1 << last), new PairStep.Operation.RotationX(angles.getFirst()));
            }
            case RYY -> {
                // Y⊗Y |00⟩ = −|11⟩, Y⊗Y |01⟩ = |10⟩
                pair(
                        equal(control, 1 << last),
                        new PairStep.Operation.RotationX(angles.getFirst().times(-1)));
                pair(unequal(control, 1 << last), new PairStep.Operation.RotationX(angles.getFirst()));
            }
        }
    }

    /// A fixed matrix on two qubits, bit 0 of its indices on the lower one.
    void add(int low, int high, ComplexMatrix matrix) {
        add(new TwoQubitStep(low, high, matrix));
    }

    private void add(Step step) {
        if ((step.touched() & heldQubits) != 0) {
            flush();
        }
        steps.add(step);
    }

    /// e^{iθ/2} RX(θ): rotations go several in a sweep.
    private void squareRootX(int target, double angle) {
        factor(0, ParameterExpression.constant(-angle));
        pair(Pairs.flipping(target, 0), new PairStep.Operation.RotationX(ParameterExpression.constant(angle)));
    }

    /// The steps so far; what comes after starts anew.
    List<Step> drain() {
        flush();
        var drained = List.copyOf(steps);
        steps.clear();
        return drained;
    }

    /// U(θ, φ, λ) = P(φ) RY(θ) P(λ); one matrix when nothing in it is a parameter.
    private void u(int control, int target, List<ParameterExpression> angles) {
        ParameterExpression theta = angles.get(0);
        ParameterExpression phi = angles.get(1);
        ParameterExpression lambda = angles.get(2);
        if (theta.isConstant() && phi.isConstant() && lambda.isConstant()) {
            flip(control, target, PairKernel.Complex.u(theta.constant(), phi.constant(), lambda.constant()));
            return;
        }
        phase(control, target, lambda);
        pair(Pairs.flipping(target, control), new PairStep.Operation.RotationY(theta));
        phase(control, target, phi);
    }

    /// e^{iλ} where all qubits of `control` (none or one) and `target` are 1, in products of spins.
    private void phase(int control, int target, ParameterExpression lambda) {
        int bit = 1 << target;
        if (control == 0) {
            factor(0, lambda.times(-1));
            factor(bit, lambda);
        } else {
            factor(0, lambda.times(-0.5));
            factor(bit, lambda.times(0.5));
            factor(control, lambda.times(0.5));
            factor(control | bit, lambda.times(-0.5));
        }
    }

    private void factor(int mask, ParameterExpression angle) {
        int source = source(mask);
        if (Integer.bitCount(source) > 2) {
            // A phase is quadratic.
            flush();
            source = mask;
        }
        diagonal.merge(source, angle, ParameterExpression::plus);
        heldQubits |= mask | source;
    }

    private int source(int mask) {
        int source = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            source ^= sources[Integer.numberOfTrailingZeros(rest)];
        }
        return source;
    }

    private void exchangeLater(Pairs pairs) {
        int target = Integer.numberOfTrailingZeros(pairs.first() ^ pairs.second());
        sources[target] ^= sources[Integer.numberOfTrailingZeros(pairs.first())];
        int before = exchanges.size() - 1;
        while (before >= 0 && (exchanges.get(before).involved() & pairs.involved()) == 0) {
            before--;
        }
        if (before >= 0 && exchanges.get(before).equals(pairs)) {
            exchanges.remove(before);
        } else {
            exchanges.add(pairs);
            heldQubits |= pairs.involved();
        }
    }

    private void flip(int controls, int target, PairKernel kernel) {
        pair(Pairs.flipping(target, controls), new PairStep.Operation.Fixed(kernel));
    }

    private void exchange(int a, int b, int controls) {
        pair(
                new Pairs(a | b | controls, a | controls, b | controls),
                new PairStep.Operation.Fixed(new PairKernel.Exchange()));
    }

    private static Pairs equal(int a, int b) {
        return new Pairs(a | b, 0, a | b);
    }

    private static Pairs unequal(int a, int b) {
        return new Pairs(a | b, a, b);
    }

    private void pair(Pairs pairs, PairStep.Operation operation) {
        add(new PairStep(pairs, operation));
    }

    private void flush() {
        if (!diagonal.isEmpty()) {
            var factors = new ArrayList<DiagonalStep.Factor>(diagonal.size());
            diagonal.forEach((mask, angle) -> factors.add(new DiagonalStep.Factor(mask, angle)));
            steps.add(new DiagonalStep(qubits, factors));
            diagonal.clear();
        }
        for (Pairs pairs : exchanges) {
            steps.add(new PairStep(pairs, new PairStep.Operation.Fixed(new PairKernel.Exchange())));
        }
        exchanges.clear();
        resetSources();
        heldQubits = 0;
    }

    private void resetSources() {
        for (int qubit = 0; qubit < qubits; qubit++) {
            sources[qubit] = 1 << qubit;
        }
    }
}
