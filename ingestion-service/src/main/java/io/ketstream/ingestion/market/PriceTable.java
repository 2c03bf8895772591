package io.ketstream.ingestion.market;

import io.ketstream.model.RealVector;
import io.ketstream.model.strategy.Quotes;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes by day, or by bar, and symbol; NaN where there is no price.
public final class PriceTable {

    private final List<LocalDate> days;
    private final List<String> symbols;
    private final double[][] closes;
    private final long duplicates;
    private final @Nullable BarSeries bars;

    /// @param closes `closes[t][i]` is the close of symbol i on day t; owned by the table from now on
    /// @param duplicates how often a close of the upload only repeated another
    public PriceTable(List<LocalDate> days, List<String> symbols, double[][] closes, long duplicates) {
        this(days, symbols, closes, duplicates, null);
    }

    private PriceTable(
            List<LocalDate> days, List<String> symbols, double[][] closes, long duplicates, @Nullable BarSeries bars) {
        this.days = List.copyOf(days);
        this.symbols = List.copyOf(symbols);
        this.closes = closes;
        this.duplicates = duplicates;
        this.bars = bars;
    }

    /// A table with a row for each bar; `days` are those of the bars, in UTC.
    public static PriceTable ofBars(List<LocalDate> days, List<String> symbols, double[][] closes, BarSeries bars) {
        return new PriceTable(days, symbols, closes, 0, bars);
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

    /// Absent where the rows are days.
    @Nullable
    TickQuality ticks() {
        return bars == null ? null : bars.ticks();
    }

    /// The rows from `start` on, of these symbols.
    PriceTable cleaned(int start, List<String> kept, double[][] rows) {
        return new PriceTable(days.subList(start, days.size()), kept, rows, duplicates, bars);
    }

    /// Each symbol's last close, where the rows are days of the last ten: one that had none for longer is not traded
    /// any
    /// more, as [PriceCleaning] has it. Prices beyond what [Quotes] takes are left out.
    public Quotes quotes() {
        var quoted = new ArrayList<String>();
        double[] prices = new double[symbols.size()];
        for (int i = 0; i < symbols.size(); i++) {
            double price = last(i);
            if (price > 0 && price <= Quotes.HIGHEST) {
                prices[quoted.size()] = price;
                quoted.add(symbols.get(i));
            }
        }
        return new Quotes(quoted, RealVector.of(Arrays.copyOf(prices, quoted.size())));
    }

    private double last(int symbol) {
        int t = days.size() - 1;
        int earliest = bars == null ? Math.max(days.size() - PriceCleaning.STALE_DAYS, 0) : 0;
        while (t > earliest && Double.isNaN(closes[t][symbol])) {
            t--;
        }
        return t < 0 ? Double.NaN : closes[t][symbol];
    }

    /// The closes of one symbol, day by day; a copy.
    public double[] column(int symbol) {
        return Arrays.stream(closes).mapToDouble(row -> row[symbol]).toArray();
    }

    /// How many of these periods make a year: of days, told from their median distance, 252, 52, 12 or 4.
    int periodsPerYear() {
        if (bars != null) {
            return bars.periodsPerYear();
        }
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
