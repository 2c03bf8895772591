package io.ketstream.model.strategy;

import java.math.BigDecimal;

/// What a strategy holds of a symbol.
///
/// @param price of a share, as last seen
/// @param weight share of the equity
public record Holding(String symbol, double shares, double price, BigDecimal value, double weight) {}
