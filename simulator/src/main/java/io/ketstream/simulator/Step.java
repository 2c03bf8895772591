package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A unitary operation of a compiled circuit.
sealed interface Step permits DiagonalStep, PairStep {

    boolean isParameterised();

    Bound bind(RealVector parameters);

    /// A step with numbers for its angles.
    interface Bound {
        void apply(Statevector state, Workers workers);

        /// Undoes [#apply].
        Bound adjoint();

        /// Adds the derivatives of ⟨H⟩ through this step's angles to `gradient`, where `state` is ψ and
        /// `costate` is λ right after this step: 2 Re⟨λ|∂U/∂θ U†|ψ⟩ (arXiv 2009.02823). `scratch` has one
        /// double per amplitude.
        void addGradient(Statevector state, Statevector costate, double[] scratch, double[] gradient, Workers workers);
    }
}
