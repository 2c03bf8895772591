package io.ketstream.circuit.catalog.persistence;

import jakarta.persistence.Entity;

@Entity(name = "circuit")
non-sealed class StoredCircuit extends StoredContent {

    protected StoredCircuit() {}
}
