package io.ketstream.circuit.catalog;

import io.ketstream.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Circuits and formulations as the JSON text they were first stored with; no text is ever changed.
public interface CircuitCatalog {

    /// Stores both where they are not there yet; committed when it returns.
    ///
    /// @param circuit address of the circuit: [io.ketstream.model.execution.CircuitDefinition#digest()]
    /// @param formulation address of the formulation: SHA-256 of its JSON
    void keep(Digest circuit, String circuitJson, Digest formulation, String formulationJson);

    /// The same for a circuit that has no formulation.
    void keep(Digest circuit, String circuitJson);

    Optional<String> circuit(Digest digest);

    Optional<String> formulation(Digest digest);

    /// Circuits that have not been kept again since then, the oldest first.
    List<Digest> circuitsUnusedSince(Instant before, int limit);

    /// Forgets those of the circuits that still have not been kept again since then.
    ///
    /// @return how many
    int forgetCircuits(List<Digest> digests, Instant before);

    /// Forgets formulations that have not been kept again since then.
    ///
    /// @return how many, at most `limit`
    int forgetFormulations(Instant before, int limit);
}
