package io.ketstream.benchmarks.compare;

/// A workload that our simulator is ready to compute.
interface Evaluation {

    /// What is timed.
    void run();

    /// The numbers of the last [#run] that all contenders must agree on: ⟨H⟩, and then its derivatives where they were
    /// asked for; ⟨Zᵢ⟩ by qubit for a final state.
    double[] values();
}
