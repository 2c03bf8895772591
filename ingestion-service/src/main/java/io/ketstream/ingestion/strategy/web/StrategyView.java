package io.ketstream.ingestion.strategy.web;

import io.ketstream.ingestion.strategy.Strategy;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import java.time.Instant;

/// A strategy as it was last told to be.
///
/// @param revision counts what it was told to be, from 1
/// @param pending how many snapshots of its market it still has to be told of
record StrategyView(
        StrategyId strategyId,
        long revision,
        StrategyStatus status,
        StrategySettings settings,
        long pending,
        Instant submittedAt,
        Instant changedAt) {

    static StrategyView of(Strategy strategy, long pending) {
        return new StrategyView(
                strategy.id(),
                strategy.revision(),
                strategy.status(),
                strategy.settings(),
                pending,
                strategy.submittedAt(),
                strategy.changedAt());
    }
}
