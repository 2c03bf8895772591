package io.ketstream.circuit.generation;

import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.operator.PauliString;
import java.util.List;

/// The circuit of a run that learns.
///
/// @param inputs how many of its parameters are angles of a row; they come first
/// @param weights how many are weights; they come last
/// @param readout observables that are a network's outputs; of a kernel none
public record GeneratedLearningCircuit(
        CircuitDefinition definition, int inputs, int weights, List<PauliString> readout) {

    public GeneratedLearningCircuit {
        readout = List.copyOf(readout);
    }
}
