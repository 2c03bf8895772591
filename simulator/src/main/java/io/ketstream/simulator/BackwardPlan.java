package io.ketstream.simulator;

import java.util.List;

/// The steps of a circuit from its last to its first that has a parameter, and their schedule: what a backward sweep
/// undoes.
record BackwardPlan(List<Step> steps, Schedule schedule) {

    static BackwardPlan of(int qubits, List<Step> steps) {
        return of(qubits, tileQubits(qubits, steps), steps);
    }

    /// Two states of [Schedule#WHOLE] qubits are work enough for threads, which need tiles to share; but these take
    /// many
    /// passes where amplitudes change places.
    private static int tileQubits(int qubits, List<Step> steps) {
        return qubits == Schedule.WHOLE && steps.stream().noneMatch(BackwardPlan::isExchange)
                ? Schedule.partQubits(qubits)
                : Schedule.tileQubits(qubits);
    }

    private static boolean isExchange(Step step) {
        return step instanceof PairStep pair
                && pair.operation() instanceof PairStep.Operation.Fixed(PairKernel.Exchange _);
    }

    static BackwardPlan of(int qubits, int tileQubits, List<Step> steps) {
        int first = 0;
        while (first < steps.size() && !steps.get(first).isParameterised()) {
            first++;
        }
        List<Step> backward = List.copyOf(steps.subList(first, steps.size()).reversed());
        return new BackwardPlan(backward, Schedule.of(qubits, tileQubits, backward));
    }

    /// Those of `forward`, which are all of the circuit's, in the order of [#steps].
    List<Step.Bound> undone(List<Step.Bound> forward) {
        return List.copyOf(
                forward.subList(forward.size() - steps.size(), forward.size()).reversed());
    }
}
