package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What classical methods make of the same problem, in the user's own sense and sign; each with the seconds it took.
///
/// @param exact the proven optimum, where the node budget sufficed
/// @param bound else a rigorous bound: no assignment is better
/// @param heuristic a classical heuristic at the run's own budget of evaluations, or, of a run that was taken apart,
/// the best
///     of so many descents
/// @param random uniform random feasible sampling
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Controls(@Nullable Exact exact, @Nullable Bound bound, Heuristic heuristic, RandomSampling random) {

    /// @param optimalShare share of the feasible assignments that are optimal: what one uniform random sample hits
    ///     by luck; absent where they were not counted
    /// @param nodes assignments or search nodes visited
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exact(
            double objective,
            @Nullable String bitString,
            @Nullable Double optimalShare,
            String method,
            long nodes,
            double seconds) {}

    public record Bound(double objective, String method, double seconds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Heuristic(
            double objective, @Nullable String bitString, String method, long evaluations, double seconds) {}

    /// @param objective the best of `samples`
    /// @param mean their mean, with its standard error
    public record RandomSampling(
            double objective, double mean, double standardError, long samples, String method, double seconds) {}
}
