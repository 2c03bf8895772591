package io.ketstream.optimizer.minimizer;

/// Why a search ended.
public enum StopReason {
    /// The method's own criterion fell below the tolerance.
    CONVERGED,
    /// No improvement beyond tolerance and noise for [Limits#plateau] iterations.
    PLATEAU,
    /// The method can make no progress from here, for example because noise hides every decrease of a line search.
    STALLED,
    MAX_ITERATIONS,
    MAX_EVALUATIONS,
    MAX_SHOTS,
    /// Decided outside, see [StopSignal].
    TIMEOUT,
    /// Decided outside, see [StopSignal].
    CANCELLED
}
