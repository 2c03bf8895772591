package io.ketstream.optimizer.strategy;

import java.time.LocalDate;

/// One trade of a [Ledger], and what the ledger stands at after it. Money is in cents.
///
/// @param shares that changed hands, fractions of one included
/// @param price of a share
/// @param amount of the trade, without its cost
public record Booking(
        LocalDate day,
        Kind kind,
        String symbol,
        double shares,
        double price,
        long amount,
        long cost,
        long cash,
        long marketValue) {

    public enum Kind {
        BUY,
        SELL,
        /// Sold because its prices ended.
        ENDED
    }

    public long equity() {
        return cash + marketValue;
    }
}
