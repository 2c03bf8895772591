package io.ketstream.circuit.catalog.persistence;

interface StoredFormulations extends ContentRepository<StoredFormulation> {}
