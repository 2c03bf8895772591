package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;

/// What every contender computes, defined once.
///
/// @param id names it on the command line between processes and in the report
/// @param observable what is expected; of a [Task#STATE] the sum of all Zᵢ, which nobody computes
/// @param ones how many ones every state of the circuit has; −1 where that is not kept
record Workload(
        String id,
        Family family,
        Task task,
        ParameterizedCircuit circuit,
        RealVector parameters,
        PauliSum observable,
        int ones) {

    enum Family {
        /// QAOA with six layers and X mixer on an Ising model that couples all spins.
        W1,
        /// Hardware-efficient ansatz of depth 8, transverse-field Ising model on a ring.
        W2,
        /// QAOA with three layers and XY mixer on a ring, in a basis state at first.
        XY,
        /// Circuits of QASMBench.
        QASM
    }

    /// What is timed.
    enum Task {
        /// ⟨H⟩ at new parameters.
        EXPECTATION,
        /// ⟨H⟩ and its derivatives by all parameters at new parameters.
        GRADIENT,
        /// The final state.
        STATE
    }

    /// What a difference of its numbers is compared with: Σ|c|, which bounds ⟨H⟩, since ⟨H⟩ itself may be near 0; 1 for
    /// every ⟨Zᵢ⟩.
    double scale() {
        return task == Task.STATE
                ? 1
                : observable.terms().stream()
                        .mapToDouble(term -> Math.abs(term.coefficient()))
                        .sum();
    }

    int qubits() {
        return circuit.qubits();
    }
}
