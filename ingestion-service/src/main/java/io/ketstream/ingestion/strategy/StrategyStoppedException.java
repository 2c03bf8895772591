package io.ketstream.ingestion.strategy;

import io.ketstream.model.strategy.StrategyId;

/// A strategy that was stopped for good was told something else.
public final class StrategyStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StrategyStoppedException(StrategyId id) {
        super("Strategy " + id + " was stopped, for good.");
    }
}
