package io.ketstream.results.strategy;

import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import org.jspecify.annotations.Nullable;

/// An epoch of a strategy, by the two facts of it.
///
/// @param begun absent where it came before all that is kept
/// @param ended absent while the run is under way
public record Epoch(
        int number,
        @Nullable StrategyEpochBegun begun,
        @Nullable StrategyEpochEnded ended) {}
