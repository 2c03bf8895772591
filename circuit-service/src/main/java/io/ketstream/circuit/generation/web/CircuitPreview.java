package io.ketstream.circuit.generation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.circuit.generation.GeneratedCircuit;
import io.ketstream.circuit.generation.GeneratedLearningCircuit;
import io.ketstream.model.Digest;
import io.ketstream.model.Sense;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param parameters names of what the optimiser varies, in the order of `optimizer.initialParameters`; of
///     a run that learns `x0…`, the angles of a row, then `w0…`, the weights
/// @param costScale QAOA applies exp(−iγ·costScale·C); absent of a run that learns
/// @param sense absent of a run that learns
/// @param cardinality how many bits must be 1
/// @param selection what the qubits of a portfolio stand for
/// @param inputs of a run that learns: how many parameters are angles of a row
/// @param weights of a run that learns: how many are weights
/// @param readout of a run that learns: observables that are a network's outputs
/// @param overlapCircuit of a fidelity kernel: OpenQASM 3 of the row `x0…` prepared and the row `y0…`
///     undone, after which every qubit is 0 with the probability that is the kernel's entry
@JsonInclude(JsonInclude.Include.NON_NULL)
record CircuitPreview(
        Digest digest,
        CircuitDefinition.CircuitResources resources,
        List<String> parameters,
        @Nullable Double costScale,
        @Nullable Sense sense,
        @Nullable Integer cardinality,
        @Nullable Selection selection,
        @Nullable Integer inputs,
        @Nullable Integer weights,
        @Nullable List<PauliString> readout,
        @Nullable String overlapCircuit,
        CircuitDefinition circuit) {

    static CircuitPreview of(GeneratedCircuit generated) {
        CircuitDefinition definition = generated.definition();
        return new CircuitPreview(
                definition.digest(),
                definition.resources(),
                definition.parameters(),
                generated.costScale(),
                generated.formulation().sense(),
                generated.formulation().cardinality(),
                generated.formulation().selection(),
                null,
                null,
                null,
                null,
                definition);
    }

    static CircuitPreview of(GeneratedLearningCircuit generated, @Nullable String overlapCircuit) {
        CircuitDefinition definition = generated.definition();
        return new CircuitPreview(
                definition.digest(),
                definition.resources(),
                definition.parameters(),
                null,
                null,
                null,
                null,
                generated.inputs(),
                generated.weights(),
                generated.readout(),
                overlapCircuit,
                definition);
    }
}
