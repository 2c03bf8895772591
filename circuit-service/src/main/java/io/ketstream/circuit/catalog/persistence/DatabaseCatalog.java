package io.ketstream.circuit.catalog.persistence;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.model.Digest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DatabaseCatalog implements CircuitCatalog {

    private final StoredCircuits circuits;
    private final StoredFormulations formulations;
    private final Clock clock;

    DatabaseCatalog(StoredCircuits circuits, StoredFormulations formulations, Clock clock) {
        this.circuits = circuits;
        this.formulations = formulations;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void keep(Digest circuit, String circuitJson, Digest formulation, String formulationJson) {
        Instant now = clock.instant();
        circuits.keep(circuit.value(), circuitJson, now);
        formulations.keep(formulation.value(), formulationJson, now);
    }

    @Override
    @Transactional
    public void keep(Digest circuit, String circuitJson) {
        circuits.keep(circuit.value(), circuitJson, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> circuit(Digest digest) {
        return circuits.findById(digest.value()).map(StoredContent::content);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> formulation(Digest digest) {
        return formulations.findById(digest.value()).map(StoredContent::content);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Digest> circuitsUnusedSince(Instant before, int limit) {
        return circuits.unusedSince(before, Limit.of(limit)).stream()
                .map(Digest::new)
                .toList();
    }

    @Override
    @Transactional
    public int forgetCircuits(List<Digest> digests, Instant before) {
        return circuits.forget(digests.stream().map(Digest::value).toList(), before);
    }

    @Override
    @Transactional
    public int forgetFormulations(Instant before, int limit) {
        return formulations.forget(formulations.unusedSince(before, Limit.of(limit)), before);
    }
}
