package io.ketstream.model.strategy;

import java.math.BigDecimal;

/// One trade of a strategy, and what its books stand at after it.
///
/// @param shares that changed hands, fractions of one included
/// @param price of a share
/// @param amount of the trade, without its cost
public record Trade(
        Kind kind,
        String symbol,
        double shares,
        double price,
        BigDecimal amount,
        BigDecimal cost,
        BigDecimal cash,
        BigDecimal marketValue) {

    public enum Kind {
        BUY,
        SELL,
        /// Sold at its last price, because there is no new one.
        ENDED
    }
}
