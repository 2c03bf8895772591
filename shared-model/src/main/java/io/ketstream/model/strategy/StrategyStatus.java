package io.ketstream.model.strategy;

/// What a strategy shall do.
public enum StrategyStatus {
    /// Follow its market.
    ACTIVE,
    /// Hold what it has: nothing is traded, and a run under way is cancelled.
    PAUSED,
    /// As paused, for good.
    STOPPED
}
