package io.ketstream.optimizer.control;

import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.problem.SelectionRules;

/// What the controls are computed for: always something to be minimised.
public sealed interface ControlProblem {

    /// Minimise an Ising energy over the assignments that `rules` permit; a selected spin is −1.
    record Spins(IsingHamiltonian energy, SelectionRules rules) implements ControlProblem {
        public Spins {
            if (rules.size() != energy.spins()) {
                throw new IllegalArgumentException(
                        "rules of " + rules.size() + " spins do not fit " + energy.spins() + " of them");
            }
        }

        /// Over all assignments.
        public Spins(IsingHamiltonian energy) {
            this(energy, SelectionRules.none(energy.spins()));
        }
    }

    /// Find the ground-state energy of an operator.
    record Operator(PauliSum sum) implements ControlProblem {}
}
