package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// The mean loss of a batch and its derivative by each weight, in the circuit's order.
public record LossGradient(double loss, RealVector derivatives) {}
