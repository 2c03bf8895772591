package io.ketstream.optimizer.control;

/// Uniform random sampling of feasible assignments; for an operator, of products of uniformly random one-qubit states.
///
/// @param standardError of `mean`
public record RandomControl(double best, double mean, double standardError, int samples) {}
