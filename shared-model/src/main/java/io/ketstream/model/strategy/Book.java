package io.ketstream.model.strategy;

import java.math.BigDecimal;

/// What a portfolio's books stand at: capital + gains − costs = cash + marketValue = equity, to the cent.
///
/// @param gains by changes of prices, costs not taken off
/// @param costs of all trades
/// @param traded money that changed hands, in all
public record Book(
        BookName name,
        BigDecimal cash,
        BigDecimal marketValue,
        BigDecimal equity,
        BigDecimal gains,
        BigDecimal costs,
        BigDecimal traded) {}
