package io.ketstream.ingestion.market;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A universe whose prices are the closes of its newest bars.
///
/// @param symbols in the order of its snapshots
/// @param barLength of a bar
/// @param bars how many, at most
/// @param periodsPerYear how many bars a year has, for annual statistics
public record TickUniverse(
        String universe,
        List<String> symbols,
        Duration barLength,
        int bars,
        CovarianceEstimator estimator,
        int periodsPerYear) {

    /// A snapshot of so many is made again and again.
    private static final int MAX_SYMBOLS = 3000;

    private static final int FEWEST_BARS = 4;
    private static final int LONGEST_SYMBOL = 32;
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final long YEAR_SECONDS = Duration.ofDays(365).toSeconds();

    public TickUniverse {
        Rules.within("symbols", symbols.size(), 1, MAX_SYMBOLS);
        symbols = List.copyOf(symbols);
        for (int i = 0; i < symbols.size(); i++) {
            Rules.within("symbols[" + i + "]", symbols.get(i).length(), 1, LONGEST_SYMBOL);
        }
        if (Set.copyOf(symbols).size() < symbols.size()) {
            throw new InvalidValueException("symbols", "must not name a symbol twice");
        }
        long seconds = barLength.toSeconds();
        if (seconds < 1 || !barLength.equals(Duration.ofSeconds(seconds)) || DAY_SECONDS % seconds != 0) {
            throw new InvalidValueException(
                    "barLength", "must be a number of seconds that divides a day, not " + barLength);
        }
        PriceReader.checkRows("bars", bars, FEWEST_BARS, "symbols", symbols.size());
        Rules.within("periodsPerYear", periodsPerYear, 1, Math.toIntExact(YEAR_SECONDS));
    }

    /// Of a market that never closes: 365 days of bars.
    public static int periodsPerYear(Duration barLength) {
        return Math.toIntExact(YEAR_SECONDS / Math.clamp(barLength.toSeconds(), 1, YEAR_SECONDS));
    }
}
