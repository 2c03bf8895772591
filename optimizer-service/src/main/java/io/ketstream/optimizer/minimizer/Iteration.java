package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;

/// One finished step of a search.
///
/// @param number from 1
/// @param evaluations points evaluated so far
/// @param parameters where the step ended; for SPSA the iterate between its two evaluations, and `value` their mean
/// @param bestParameters the point with the lowest value so far
public record Iteration(
        int number,
        long evaluations,
        RealVector parameters,
        double value,
        double standardError,
        RealVector bestParameters,
        double bestValue) {}
