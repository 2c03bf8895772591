package io.ketstream.circuit.generation;

import io.ketstream.circuit.measurement.ResourceCount;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.measurement.QubitWiseGroups;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm3Writer;

/// Circuits as they travel.
final class Definitions {

    private Definitions() {}

    static CircuitDefinition of(ParameterizedCircuit circuit, PauliSum observable) {
        return new CircuitDefinition(
                circuit.qubits(),
                OpenQasm3Writer.write(circuit),
                circuit.parameters(),
                observable,
                QubitWiseGroups.of(observable),
                ResourceCount.of(circuit));
    }
}
