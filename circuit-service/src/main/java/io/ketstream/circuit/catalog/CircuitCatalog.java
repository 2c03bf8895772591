package io.ketstream.circuit.catalog;

import io.ketstream.model.Digest;
import java.util.Optional;

/// Circuits and formulations as the JSON text they were first stored with; nothing is ever changed.
public interface CircuitCatalog {

    /// Stores both where they are not there yet; committed when it returns.
    ///
    /// @param circuit address of the circuit: [io.ketstream.model.execution.CircuitDefinition#digest()]
    /// @param formulation address of the formulation: SHA-256 of its JSON
    void keep(Digest circuit, String circuitJson, Digest formulation, String formulationJson);

    Optional<String> circuit(Digest digest);

    Optional<String> formulation(Digest digest);
}
