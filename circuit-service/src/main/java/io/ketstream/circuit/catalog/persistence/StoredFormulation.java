package io.ketstream.circuit.catalog.persistence;

import jakarta.persistence.Entity;

@Entity(name = "formulation")
non-sealed class StoredFormulation extends StoredContent {

    protected StoredFormulation() {}
}
