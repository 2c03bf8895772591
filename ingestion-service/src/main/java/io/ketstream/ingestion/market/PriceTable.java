package io.ketstream.ingestion.market;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// Closes by day and symbol; NaN where there is no price.
public final class PriceTable {

    private final List<LocalDate> days;
    private final List<String> symbols;
    private final double[][] closes;
    private final long duplicates;

    /// @param closes `closes[t][i]` is the close of symbol i on day t; owned by the table from now on
    /// @param duplicates how often a close of the upload only repeated another
    public PriceTable(List<LocalDate> days, List<String> symbols, double[][] closes, long duplicates) {
        this.days = List.copyOf(days);
        this.symbols = List.copyOf(symbols);
        this.closes = closes;
        this.duplicates = duplicates;
    }

    public List<LocalDate> days() {
        return days;
    }

    public List<String> symbols() {
        return symbols;
    }

    double[][] closes() {
        return closes;
    }

    public long duplicates() {
        return duplicates;
    }

    /// The closes of one symbol, day by day; a copy.
    double[] column(int symbol) {
        return Arrays.stream(closes).mapToDouble(row -> row[symbol]).toArray();
    }

    /// How many of these periods make a year, told from the median distance of the days: 252, 52, 12 or 4.
    int periodsPerYear() {
        long[] gaps = new long[Math.max(days.size() - 1, 1)];
        for (int t = 0; t + 1 < days.size(); t++) {
            gaps[t] = ChronoUnit.DAYS.between(days.get(t), days.get(t + 1));
        }
        Arrays.sort(gaps);
        long median = gaps[gaps.length / 2];
        if (median <= 4) {
            return 252;
        }
        if (median <= 10) {
            return 52;
        }
        return median <= 45 ? 12 : 4;
    }
}
