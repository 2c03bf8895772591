package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;

/// What every contender computes, defined once.
///
/// @param id names it on the command line between processes and in the report
/// @param observable what is expected; of a [Task#STATE] the sum of all Zᵢ, which nobody computes
/// @param ones how many ones every state of the circuit has; −1 where that is not kept
/// @param data what there is to learn from; its inputs are the circuit's first parameters, before `parameters`
record Workload(
        String id,
        Family family,
        Task task,
        ParameterizedCircuit circuit,
        RealVector parameters,
        PauliSum observable,
        int ones,
        Data data) {

    /// @param targets one an input, or none
    record Data(List<RealVector> inputs, RealVector targets) {
        static final Data NONE = new Data(List.of(), RealVector.of());

        Data {
            inputs = List.copyOf(inputs);
        }

        /// The numbers of an input.
        int features() {
            return inputs.isEmpty() ? 0 : inputs.getFirst().size();
        }
    }

    /// Without data.
    Workload(
            String id,
            Family family,
            Task task,
            ParameterizedCircuit circuit,
            RealVector parameters,
            PauliSum observable,
            int ones) {
        this(id, family, task, circuit, parameters, observable, ones, Data.NONE);
    }

    enum Family {
        /// QAOA with six layers and X mixer on an Ising model that couples all spins.
        W1,
        /// Hardware-efficient ansatz of depth 8, transverse-field Ising model on a ring.
        W2,
        /// QAOA with three layers and XY mixer on a ring, in a basis state at first.
        XY,
        /// Circuits of QASMBench.
        QASM,
        /// Fidelity kernel matrices.
        GRAM,
        /// Quantum neural networks.
        QNN
    }

    /// What is timed.
    enum Task {
        /// ⟨H⟩ at new parameters.
        EXPECTATION,
        /// ⟨H⟩ and its derivatives by all parameters at new parameters.
        GRADIENT,
        /// ⟨H⟩ at [#BATCH] vectors of new parameters, given at once.
        BATCH,
        /// The final state.
        STATE,
        /// |⟨φ(x)|φ(y)⟩|² of the final states at all pairs of inputs.
        KERNEL,
        /// The mean loss of a batch and its derivatives by all parameters that are no inputs.
        STEP,
        /// The same for a circuit that has not been seen before, whatever has to be made for it included.
        FIRST_STEP
    }

    /// The vectors of a [Task#BATCH].
    static final int BATCH = 1000;

    /// The k-th of them is this much more than the parameters in each entry, k times.
    private static final double BATCH_STEP = 1e-3;

    /// The vectors of a [Task#BATCH].
    List<RealVector> batch() {
        List<RealVector> vectors = new ArrayList<>(BATCH);
        for (int k = 0; k < BATCH; k++) {
            double[] vector = parameters.toArray();
            for (int parameter = 0; parameter < vector.length; parameter++) {
                vector[parameter] += BATCH_STEP * k;
            }
            vectors.add(RealVector.of(vector));
        }
        return vectors;
    }

    /// What a difference of its numbers is compared with: Σ|c|, which bounds ⟨H⟩, since ⟨H⟩ itself may be near 0; 1 for
    /// every ⟨Zᵢ⟩, entry of a matrix, loss and derivative of it.
    double scale() {
        return switch (task) {
            case STATE, KERNEL, STEP, FIRST_STEP -> 1;
            case EXPECTATION, GRADIENT, BATCH ->
                observable.terms().stream()
                        .mapToDouble(term -> Math.abs(term.coefficient()))
                        .sum();
        };
    }

    int qubits() {
        return circuit.qubits();
    }
}
