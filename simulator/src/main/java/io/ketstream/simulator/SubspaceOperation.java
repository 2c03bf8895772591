package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A [SubspaceStep] with numbers for its angles, which are set again for each evaluation, one at a time.
interface SubspaceOperation extends SubspaceEvolution {

    void bind(RealVector parameters);

    /// The mask of the qubits that it acts on; operations without a common one commute.
    long touched();

    void applyInverse(SubspaceState state);

    /// As [Step.Bound#addGradient]: both states right after this step.
    void addGradient(SubspaceState state, SubspaceState costate, double[] gradient);
}
