package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;

/// A strategy is as it was told to be.
@JsonClassDescription("A strategy has been begun, changed, paused, resumed or stopped.")
public record StrategyAccepted(
        EventMetadata metadata,
        StrategyId strategyId,
        long number,
        long revision,
        StrategyStatus status,
        StrategySettings settings)
        implements StrategyFact {}
