package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.SampledState;
import org.jspecify.annotations.Nullable;

/// How far a run has come and the best it has seen; all energies internal, to be minimised.
///
/// @param evaluations parameter vectors the search has evaluated
/// @param shots circuit executions of search and closing question
/// @param lowestSample the lowest sampled energy, if anything was sampled of a diagonal cost
/// @param lowestMean the parameters with the lowest mean energy
/// @param bestPoint the parameters with the lowest value of the optimised objective
/// @param engine what answered question 1
record Standing(
        int iterations,
        int evaluations,
        long shots,
        @Nullable Sampled lowestSample,
        @Nullable Point lowestMean,
        @Nullable Point bestPoint,
        @Nullable Engine engine) {

    static final Standing NONE = new Standing(0, 0, 0, null, null, null, null);

    /// A state that was sampled from the circuit at `parameters`.
    record Sampled(SampledState state, RealVector parameters) {}

    /// @param value the optimised objective, `mean` the mean energy; `standardError` is of `value`
    record Point(RealVector parameters, double value, double standardError, double mean) {}
}
