package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// Simulates circuits that are not dynamic on all 2^n amplitudes. Thread-safe.
sealed interface FullEngine permits AmplitudeEngine, SingleAmplitudeEngine {

    /// The final state, new to its caller.
    FullState run(CompiledCircuit compiled, RealVector parameters);

    /// ⟨H⟩ in the final state.
    double expectation(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable);

    /// ⟨H⟩ and the variance of H in the final state.
    Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable);

    /// Draws basis states of all qubits from the final state.
    BasisCounts sample(CompiledCircuit compiled, RealVector parameters, long shots, long seed);
}
