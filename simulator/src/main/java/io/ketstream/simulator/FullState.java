package io.ketstream.simulator;

/// A state with all 2^n amplitudes.
sealed interface FullState extends PureState permits Statevector, SingleStatevector {

    /// The sum of the probabilities of a block of [BlockSums].
    double blockProbability(int block);
}
