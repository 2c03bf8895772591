package io.ketstream.model.event;

/// What a strategy did.
public sealed interface StrategyFact extends StrategyEvent
        permits StrategyAccepted, StrategyMarketSeen, StrategyEpochBegun, StrategyEpochEnded {

    /// Counts the facts of a strategy from 1, without gaps.
    long number();
}
