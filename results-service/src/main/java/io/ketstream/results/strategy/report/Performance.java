package io.ketstream.results.strategy.report;

import io.ketstream.model.strategy.BookName;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a book has come to; what is of a year is absent where there is too little of one.
///
/// @param volatility standard deviation of a year's return, by the changes from snapshot to snapshot
/// @param turnover what was bought and sold in a year, as a multiple of the mean equity
record Performance(
        BookName book,
        double totalReturn,
        @Nullable Double annualReturn,
        @Nullable Double volatility,
        double worstDrawdown,
        @Nullable Double turnover,
        @Nullable BigDecimal costs,
        double end) {}
