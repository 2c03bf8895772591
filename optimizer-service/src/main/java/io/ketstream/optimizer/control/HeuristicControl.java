package io.ketstream.optimizer.control;

import org.jspecify.annotations.Nullable;

/// The best a classical heuristic found with an equal budget.
///
/// @param bitString qubit 0 rightmost; null for an operator
/// @param method `tabu-flip`, `tabu-swap`, `tabu-flip-swap` or `product-state`
/// @param evaluations energy evaluations used; a one-flip or one-swap step that costs O(degree) counts as one
public record HeuristicControl(double objective, @Nullable String bitString, String method, long evaluations) {}
