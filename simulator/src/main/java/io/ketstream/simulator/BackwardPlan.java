package io.ketstream.simulator;

import java.util.List;

/// The steps of a circuit from its last to its first that has a parameter, and their schedule: what a backward sweep
/// undoes.
record BackwardPlan(List<Step> steps, Schedule schedule) {

    static BackwardPlan of(int qubits, List<Step> steps) {
        return of(qubits, Schedule.tileQubits(qubits), steps);
    }

    static BackwardPlan of(int qubits, int tileQubits, List<Step> steps) {
        int first = 0;
        while (first < steps.size() && !steps.get(first).isParameterised()) {
            first++;
        }
        List<Step> backward = List.copyOf(steps.subList(first, steps.size()).reversed());
        return new BackwardPlan(backward, Schedule.of(qubits, tileQubits, backward));
    }

    /// The inverses of those of `forward`, which are all of the circuit's, in the order of [#steps].
    List<Step.Bound> inverses(List<Step.Bound> forward) {
        return forward.subList(forward.size() - steps.size(), forward.size()).reversed().stream()
                .map(Step.Bound::adjoint)
                .toList();
    }
}
