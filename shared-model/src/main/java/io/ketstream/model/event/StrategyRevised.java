package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;

/// What a strategy shall be from now on, all of it; the highest revision counts.
@JsonClassDescription("What a strategy shall be from now on, all of it. The highest revision counts.")
public record StrategyRevised(
        EventMetadata metadata, StrategyId strategyId, long revision, StrategyStatus status, StrategySettings settings)
        implements StrategyInput {}
