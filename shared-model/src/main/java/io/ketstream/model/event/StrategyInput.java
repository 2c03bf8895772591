package io.ketstream.model.event;

/// What a strategy is told. All that it does follows from these, in the order of their topic.
public sealed interface StrategyInput extends StrategyEvent
        permits StrategyRevised, StrategyQuotesArrived, StrategyMarketArrived, StrategyAssessed, StrategyRunEnded {}
