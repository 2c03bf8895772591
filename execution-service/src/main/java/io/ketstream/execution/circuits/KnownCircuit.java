package io.ketstream.execution.circuits;

import io.ketstream.model.Digest;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition;

/// A circuit as published, and as read from its text.
public record KnownCircuit(Digest digest, CircuitDefinition definition, ParameterizedCircuit circuit) {}
