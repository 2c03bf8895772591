package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A [SubspaceStep] with numbers for its angles, which are set again for each evaluation, one at a time.
interface SubspaceOperation {

    void bind(RealVector parameters);

    void apply(SubspaceState state);

    void applyInverse(SubspaceState state);

    /// As [Step.Bound#addGradient]: both states right after this step.
    void addGradient(SubspaceState state, SubspaceState costate, double[] gradient);
}
