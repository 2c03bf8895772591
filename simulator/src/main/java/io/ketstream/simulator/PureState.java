package io.ketstream.simulator;

/// A final state by the basis states that it may be made of: all 2^n, or those of one number of ones.
public sealed interface PureState permits FullState, SubspaceState {

    int numberOfQubits();

    /// The number of amplitudes that are held.
    int size();

    /// The basis state of the amplitude at `position`; ascending. Bit k is qubit k.
    long basisState(int position);

    /// |amplitude|² of the basis state at `position`.
    double probability(int position);
}
