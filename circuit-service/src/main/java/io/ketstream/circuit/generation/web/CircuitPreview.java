package io.ketstream.circuit.generation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.circuit.generation.GeneratedCircuit;
import io.ketstream.model.Digest;
import io.ketstream.model.Sense;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.run.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param parameters names of what the optimiser varies, in the order of `optimizer.initialParameters`
/// @param costScale QAOA applies exp(−iγ·costScale·C)
/// @param cardinality how many bits must be 1
/// @param selection what the qubits of a portfolio stand for
@JsonInclude(JsonInclude.Include.NON_NULL)
record CircuitPreview(
        Digest digest,
        CircuitDefinition.CircuitResources resources,
        List<String> parameters,
        double costScale,
        Sense sense,
        @Nullable Integer cardinality,
        @Nullable Selection selection,
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
                definition);
    }
}
