package io.ketstream.circuit.catalog.persistence;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.model.Digest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
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
        circuits.insertIfAbsent(circuit.value(), circuitJson, now);
        formulations.insertIfAbsent(formulation.value(), formulationJson, now);
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
}
