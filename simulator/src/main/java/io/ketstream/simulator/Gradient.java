package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// ⟨H⟩ and its derivative by each parameter of the circuit, in the circuit's order.
public record Gradient(double expectation, RealVector derivatives) {}
