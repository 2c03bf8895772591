package io.ketstream.execution.backend;

import io.ketstream.execution.circuits.KnownCircuit;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Grouping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backend is asked to do.
public sealed interface Workload {

    int qubits();

    /// Answer one question of a run.
    record Estimation(Pub pub, KnownCircuit circuit) implements Workload {
        @Override
        public int qubits() {
            return circuit.circuit().qubits();
        }
    }

    /// Run a circuit with its own measurements, and estimate observables on the state before the terminal ones.
    ///
    /// @param parameters one vector or more, in the order of the circuit's parameters
    /// @param shots absent: exact probabilities and expectations
    /// @param grouping of an observable's terms where they are sampled
    record CircuitRun(
            ParameterizedCircuit circuit,
            List<RealVector> parameters,
            @Nullable Integer shots,
            long seed,
            List<PauliSum> observables,
            Grouping grouping)
            implements Workload {

        public CircuitRun {
            parameters = List.copyOf(parameters);
            observables = List.copyOf(observables);
        }

        @Override
        public int qubits() {
            return circuit.qubits();
        }
    }
}
