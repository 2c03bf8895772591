package io.ketstream.circuit.catalog.persistence;

interface StoredCircuits extends ContentRepository<StoredCircuit> {}
