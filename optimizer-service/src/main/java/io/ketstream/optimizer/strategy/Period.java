package io.ketstream.optimizer.strategy;

import java.time.LocalDate;

/// From one rebalancing, after its trades, until the next one, before its trades but after sales of
/// what ended. Money is in cents.
///
/// @param begin equity after the trades
/// @param end equity at the end
public record Period(LocalDate from, LocalDate to, long begin, long end, Forecast forecast) {

    /// Not annualised.
    public double realisedReturn() {
        return (double) end / begin - 1;
    }
}
