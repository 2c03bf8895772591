package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A unitary operation of a compiled circuit.
sealed interface Step permits DiagonalStep, PairStep, TwoQubitStep {

    /// Whether an angle depends on a parameter from number `first` on.
    boolean dependsOnAny(int first);

    /// The first parameter that an angle depends on; beyond all parameters if none does.
    int firstParameter();

    /// The qubits that it acts on, as a mask: steps without a common one commute.
    int touched();

    /// The qubits that it may change the value of.
    int flipped();

    /// With a place for its numbers.
    Bound unbound();

    default Bound bind(RealVector parameters) {
        Bound bound = unbound();
        bound.bind(parameters);
        return bound;
    }

    /// A step with numbers for its angles, in memory that may be used for others afterwards.
    sealed interface Bound permits DiagonalStep.BoundDiagonal, PairStep.BoundPairs, TwoQubitStep.BoundTwoQubits {
        Step step();

        /// Takes the numbers of `parameters`.
        void bind(RealVector parameters);

        /// What undoes it, with a place for its numbers, to be taken by [#invert].
        Bound adjoint();

        /// Takes the numbers of what undoes `other`, which is the same step.
        void invert(Bound other);
    }
}
