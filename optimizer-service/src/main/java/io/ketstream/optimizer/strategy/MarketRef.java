package io.ketstream.optimizer.strategy;

import io.ketstream.model.strategy.MarketMoment;

/// A market that a strategy was told of, by where it is kept.
///
/// @param offset of its record
public record MarketRef(long offset, MarketMoment moment) {}
