package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A unitary operation of a compiled circuit.
sealed interface Step permits DiagonalStep, PairStep, TwoQubitStep {

    boolean isParameterised();

    /// The qubits that it acts on, as a mask: steps without a common one commute.
    int touched();

    /// The qubits that it may change the value of.
    int flipped();

    Bound bind(RealVector parameters);

    /// A step with numbers for its angles.
    sealed interface Bound permits DiagonalStep.BoundDiagonal, PairStep.BoundPairs, TwoQubitStep.BoundTwoQubits {
        Step step();

        /// What undoes it.
        Bound adjoint();
    }
}
