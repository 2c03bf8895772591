package io.ketstream.model.execution;

/// A basis state that was sampled. `bitString` has qubit 0 rightmost; `energy` is the internal, minimised one.
public record SampledState(String bitString, double energy, double probability) {}
