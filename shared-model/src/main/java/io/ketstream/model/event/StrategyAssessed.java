package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.StrategyId;
import org.jspecify.annotations.Nullable;

/// How far a strategy's market has moved; the first of a market counts.
///
/// @param sequence of the market
/// @param assessment absent where it could not be made
@JsonClassDescription("Of the optimizer, to itself: how far a strategy's market has moved.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyAssessed(
        EventMetadata metadata,
        StrategyId strategyId,
        long sequence,
        @Nullable Assessment assessment,
        @Nullable Failure failure)
        implements StrategyInput {}
