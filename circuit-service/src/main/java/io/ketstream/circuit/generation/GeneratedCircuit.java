package io.ketstream.circuit.generation;

import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.run.Formulation;

/// A circuit with the energy that it is to lower.
///
/// @param costScale the factor s of QAOA's exp(−iγ·s·C); 1 for other ansätze
public record GeneratedCircuit(CircuitDefinition definition, Formulation formulation, double costScale) {}
