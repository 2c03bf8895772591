package io.ketstream.model.event;

import io.ketstream.model.strategy.StrategyId;

/// An event of one strategy, keyed by the strategy.
public sealed interface StrategyEvent extends Event permits StrategyInput, StrategyFact {

    StrategyId strategyId();

    @Override
    default String key() {
        return strategyId().toString();
    }
}
