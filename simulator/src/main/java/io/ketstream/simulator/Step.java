package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A unitary operation of a compiled circuit.
sealed interface Step permits DiagonalStep, PairStep {

    boolean isParameterised();

    /// The qubits that it acts on, as a mask: steps without a common one commute.
    int touched();

    /// The qubits that it may change the value of.
    int flipped();

    Bound bind(RealVector parameters);

    /// A step with numbers for its angles.
    sealed interface Bound permits DiagonalStep.BoundDiagonal, PairStep.BoundPairs {
        void apply(Statevector state, Workers workers);

        /// Undoes [#apply].
        Bound adjoint();

        /// Adds the derivatives of ⟨H⟩ through this step's angles to `gradient`, where `state` is ψ and
        /// `costate` is λ right after this step: 2 Re⟨λ|∂U/∂θ U†|ψ⟩ (arXiv 2009.02823). `scratch` has one
        /// double per amplitude.
        void addGradient(Statevector state, Statevector costate, double[] scratch, double[] gradient, Workers workers);
    }
}
