package io.ketstream.simulator;

/// What brings a state of a subspace on, with the numbers that its operations have.
interface SubspaceEvolution {

    void apply(SubspaceState state);
}
