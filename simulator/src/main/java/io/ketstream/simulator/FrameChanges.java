package io.ketstream.simulator;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Frame changes: rotations about X that stand between phases are written as rotations about Y, RX(θ) =
/// S† RY(θ) S, and S and S† become part of the phases. RY mixes real parts with real parts only, so more qubits go into
/// one sweep.
///
/// After the last layer there may be no phase to take S†; one is added then, if that spares more than
/// it costs. Where only probabilities are wanted, [CompiledCircuit#upToPhases] is without it.
final class FrameChanges {

    private static final int NONE = -1;
    private static final ParameterExpression QUARTER = ParameterExpression.constant(Math.PI / 2);

    private final int qubits;
    private final List<Step> steps;

    /// The phase before each rotation about X, with nothing else on its qubit between them but such rotations.
    private final int[] before;

    /// The phase after it, likewise; [#end] where nothing comes.
    private final int[] after;

    /// The last step, if it is a phase, or one to be added.
    private final int end;

    private FrameChanges(int qubits, List<Step> steps) {
        this.qubits = qubits;
        this.steps = steps;
        this.end = !steps.isEmpty() && steps.getLast() instanceof DiagonalStep ? steps.size() - 1 : steps.size();
        this.before = neighbours(0, 1, NONE);
        this.after = neighbours(steps.size() - 1, -1, end);
    }

    static List<Step> of(int qubits, List<Step> steps) {
        return new FrameChanges(qubits, steps).turned();
    }

    private static boolean isRotationX(Step step) {
        return step instanceof PairStep(Pairs pairs, PairStep.Operation.RotationX _) && pairs.isOneQubit();
    }

    /// The last phase on each rotation's qubit on the way from step `from`, [#NONE] where another step was last, and
    /// `first` where none was.
    private int[] neighbours(int from, int direction, int first) {
        var phases = new int[steps.size()];
        var last = new int[qubits];
        Arrays.fill(last, first);
        for (int k = from; k >= 0 && k < steps.size(); k += direction) {
            Step step = steps.get(k);
            if (isRotationX(step)) {
                phases[k] = last[Integer.numberOfTrailingZeros(step.touched())];
            } else {
                int seen = step instanceof DiagonalStep ? k : NONE;
                for (int qubit : Bits.positions(step.touched())) {
                    last[qubit] = seen;
                }
            }
        }
        return phases;
    }

    private List<Step> turned() {
        int spared = 0;
        int all = 0;
        for (int k = 0; k < steps.size(); k++) {
            if (isTurned(k)) {
                all++;
                spared += after[k] < steps.size() ? 1 : -1;
            }
        }
        return all == 0 || spared < 0 ? steps : turn();
    }

    private boolean isTurned(int k) {
        return isRotationX(steps.get(k)) && before[k] != NONE && after[k] != NONE;
    }

    private List<Step> turn() {
        // The qubits whose frame each phase changes, and changes back; rotations between the same
        // two phases share both changes.
        var there = new int[steps.size() + 1];
        var back = new int[steps.size() + 1];
        var turned = new ArrayList<>(steps);
        for (int k = 0; k < steps.size(); k++) {
            if (isTurned(k)) {
                var rotation = (PairStep) steps.get(k);
                ParameterExpression angle = ((PairStep.Operation.RotationX) rotation.operation()).angle();
                turned.set(k, new PairStep(rotation.pairs(), new PairStep.Operation.RotationY(angle)));
                there[before[k]] |= rotation.touched();
                back[after[k]] |= rotation.touched();
            }
        }
        if (end == steps.size()) {
            turned.add(new DiagonalStep(qubits, List.of()));
        }
        for (int k = 0; k < turned.size(); k++) {
            if (turned.get(k) instanceof DiagonalStep phase) {
                turned.set(k, with(phase, there[k] & ~back[k], back[k] & ~there[k]));
            }
        }
        turned.removeIf(
                step -> step instanceof DiagonalStep phase && phase.factors().isEmpty());
        return List.copyOf(turned);
    }

    private DiagonalStep with(DiagonalStep phase, int there, int back) {
        var factors = new ArrayList<>(phase.factors());
        for (int qubit : Bits.positions(there | back)) {
            int bit = 1 << qubit;
            factors.add(new DiagonalStep.Factor(bit, (there & bit) == 0 ? QUARTER.times(-1) : QUARTER));
        }
        return new DiagonalStep(qubits, factors);
    }
}
