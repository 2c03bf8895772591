package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import org.jspecify.annotations.Nullable;

/// One step of the optimiser, objectives in the user's own sense and sign.
///
/// @param iteration counted from 1
/// @param evaluations parameter vectors evaluated so far
/// @param shots circuit executions so far
/// @param objective at `parameters`, the value that is optimised (mean or CVaR)
/// @param bestObjective the best sampled (diagonal cost with shots) or expected objective so far
@JsonClassDescription("One step of a run's optimiser: the parameters, the objective there, the best so far.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IterationCompleted(
        EventMetadata metadata,
        RunId runId,
        int iteration,
        int evaluations,
        long shots,
        RealVector parameters,
        double objective,
        double standardError,
        double bestObjective,
        @Nullable String bestBitString)
        implements RunProgress {}
