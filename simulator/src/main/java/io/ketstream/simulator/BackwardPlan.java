package io.ketstream.simulator;

import java.util.List;

/// The steps of a circuit from its last to the first that a derivative is wanted of, and their schedule: what a
/// backward sweep undoes.
///
/// @param checkpoints how many of the last phases have one, so that ψ need not be undone: all of them, or none
record BackwardPlan(List<Step> steps, Schedule schedule, int checkpoints) {

    static BackwardPlan of(int qubits, List<Step> steps) {
        return of(qubits, steps, 0);
    }

    /// For the derivatives by the parameters from number `first` on.
    static BackwardPlan of(int qubits, List<Step> steps, int first) {
        return of(qubits, tileQubits(qubits, steps), steps, first);
    }

    /// Two states of [Schedule#WHOLE] qubits are work enough for threads, which need tiles to share; but these take
    /// many passes where amplitudes change places.
    private static int tileQubits(int qubits, List<Step> steps) {
        return qubits == Schedule.WHOLE && steps.stream().noneMatch(BackwardPlan::isExchange)
                ? Schedule.partQubits(qubits)
                : Schedule.tileQubits(qubits);
    }

    private static boolean isExchange(Step step) {
        return step instanceof PairStep pair
                && pair.operation() instanceof PairStep.Operation.Fixed(PairKernel.Exchange _);
    }

    static BackwardPlan of(int qubits, int tileQubits, List<Step> steps, int firstParameter) {
        int first = 0;
        while (first < steps.size() && !steps.get(first).dependsOnAny(firstParameter)) {
            first++;
        }
        List<Step> backward = List.copyOf(steps.subList(first, steps.size()).reversed());
        Schedule schedule = Schedule.of(qubits, tileQubits, backward);
        return new BackwardPlan(backward, schedule, checkpoints(steps, backward, schedule));
    }

    /// States are kept where phases on all qubits take turns with rotations about Y, at most one a qubit, a phase
    /// is the first of all, and no pass but the last forward is without one: so ψ is wanted before and after
    /// phases only. Amplitudes may change places between the rotations and the phase before them where
    /// tiles are whole states. Elsewhere a pass keeps states where they are, and amplitudes must not, not
    /// even before the first parameter.
    private static int checkpoints(List<Step> forward, List<Step> backward, Schedule schedule) {
        int qubits = schedule.numberOfQubits();
        int all = (1 << qubits) - 1;
        boolean moves = forward.stream().anyMatch(BackwardPlan::isExchange);
        boolean whole = schedule.passes().stream().allMatch(pass -> pass.mobile() == all);
        if (qubits > Checkpoints.MOST_QUBITS || (moves && !whole)) {
            return 0;
        }
        int phases = 0;
        int rotated = 0;
        for (Step step : backward) {
            if (step instanceof DiagonalStep && step.touched() == all) {
                phases++;
                rotated = 0;
            } else if (isExchange(step)) {
                rotated = all;
            } else if (isRotationY(step) && (rotated & step.touched()) == 0) {
                rotated |= step.touched();
            } else {
                return 0;
            }
        }
        long most = moves ? Checkpoints.MOST_BYTES_MOVED : Checkpoints.MOST_BYTES;
        boolean endsInPhase = !backward.isEmpty() && backward.getLast() instanceof DiagonalStep;
        boolean isSpared = endsInPhase && bytes(phases, qubits) <= most;
        return isSpared && schedule.passes().stream().skip(1).allMatch(pass -> hasPhase(pass, backward)) ? phases : 0;
    }

    private static boolean hasPhase(Schedule.Pass pass, List<Step> backward) {
        return pass.steps().stream().anyMatch(index -> backward.get(index) instanceof DiagonalStep);
    }

    private static boolean isRotationY(Step step) {
        return step instanceof PairStep(Pairs pairs, PairStep.Operation.RotationY _) && pairs.isOneQubit();
    }

    private static long bytes(int states, int qubits) {
        return states * Precision.DOUBLE.stateBytes(qubits);
    }

    /// The memory of the states that are kept.
    long checkpointBytes() {
        return bytes(checkpoints, schedule.numberOfQubits());
    }

    /// Those of `forward`, which are all of the circuit's, in the order of [#steps].
    List<Step.Bound> undone(List<Step.Bound> forward) {
        return List.copyOf(
                forward.subList(forward.size() - steps.size(), forward.size()).reversed());
    }
}
