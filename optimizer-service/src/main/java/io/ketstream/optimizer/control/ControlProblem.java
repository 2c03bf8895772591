package io.ketstream.optimizer.control;

import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import java.util.OptionalInt;

/// What the controls are computed for: always something to be minimised.
public sealed interface ControlProblem {

    /// Minimise an Ising energy, over all assignments or over those with exactly `cardinality` ones (spins at −1).
    record Spins(IsingHamiltonian energy, OptionalInt cardinality) implements ControlProblem {
        public Spins {
            if (cardinality.isPresent() && (cardinality.getAsInt() < 0 || cardinality.getAsInt() > energy.spins())) {
                throw new IllegalArgumentException(
                        "the cardinality must lie within 0.." + energy.spins() + ", not " + cardinality.getAsInt());
            }
        }

        public Spins(IsingHamiltonian energy) {
            this(energy, OptionalInt.empty());
        }
    }

    /// Find the ground-state energy of an operator.
    record Operator(PauliSum sum) implements ControlProblem {}
}
