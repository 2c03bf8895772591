package io.ketstream.optimizer.control;

import org.jspecify.annotations.Nullable;

/// What exact search could establish within its budget of nodes.
public sealed interface ExactControl {

    /// Enumerated assignments, branch-and-bound nodes or operator applications (Lanczos) used.
    long nodes();

    /// The minimum is known.
    ///
    /// @param bitString an optimal assignment, qubit 0 rightmost; null for an operator
    /// @param optimalAssignments how many assignments reach the minimum (to a relative 1e-9 of the energy
    ///     scale); null where only one was looked for
    /// @param feasibleAssignments how many assignments there are; null for an operator or beyond 2⁶³
    record Proven(
            double objective,
            @Nullable String bitString,
            @Nullable Long optimalAssignments,
            @Nullable Long feasibleAssignments,
            long nodes)
            implements ExactControl {}

    /// The minimum was not established; it lies at or above `bound`.
    record Bounded(double bound, long nodes) implements ExactControl {}
}
