package io.ketstream.results.strategy;

import io.ketstream.model.strategy.StrategyStatus;
import org.jspecify.annotations.Nullable;

/// Which strategies a list has; what is absent does not matter.
public record StrategyFilter(
        @Nullable StrategyStatus status, @Nullable String universe) {}
