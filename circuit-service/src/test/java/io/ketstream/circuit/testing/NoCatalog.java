package io.ketstream.circuit.testing;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps nothing.
public final class NoCatalog implements CircuitCatalog {

    @Override
    public void keep(Digest circuit, String circuitJson, Digest formulation, String formulationJson) {}

    @Override
    public void keep(Digest circuit, String circuitJson) {}

    @Override
    public Optional<String> circuit(Digest digest) {
        return Optional.empty();
    }

    @Override
    public Optional<String> formulation(Digest digest) {
        return Optional.empty();
    }

    @Override
    public List<Digest> circuitsUnusedSince(Instant before, int limit) {
        return List.of();
    }

    @Override
    public int forgetCircuits(List<Digest> digests, Instant before) {
        return 0;
    }

    @Override
    public int forgetFormulations(Instant before, int limit) {
        return 0;
    }
}
