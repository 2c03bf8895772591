package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.WarmStart;
import io.ketstream.model.strategy.StrategyId;
import org.jspecify.annotations.Nullable;

/// What a strategy's run came to; the first of an epoch counts.
///
/// @param portfolio of a feasible selection, when SUCCEEDED
/// @param learnt what the next run may begin with
@JsonClassDescription("What a strategy's run came to. The first of an epoch counts.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyRunEnded(
        EventMetadata metadata,
        StrategyId strategyId,
        int epoch,
        RunId runId,
        RunStatus status,
        @Nullable Failure failure,
        @Nullable BestSolution best,
        @Nullable Portfolio portfolio,
        int evaluations,
        long shots,
        @Nullable WarmStart learnt)
        implements StrategyInput {}
