package io.ketstream.model.strategy;

/// What a strategy did about a snapshot.
public enum MarketDecision {
    /// Began a run.
    STARTED,
    /// Keeps it until the run under way has ended, unless a newer one comes.
    WAITS,
    /// Measures how far the market has moved.
    ASSESSED,
    /// Nothing: the trigger does not ask for it.
    NOT_TRIGGERED,
    /// Nothing: a newer one was there before its turn.
    SKIPPED,
    /// Nothing: the strategy is paused or stopped.
    NOT_ACTIVE,
    /// Nothing: its constraints cannot be kept in this market, or the market came without prices.
    UNUSABLE
}
