package io.ketstream.ingestion.market;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Closes by day and symbol; NaN where there is no price.
public final class PriceTable {

    /// What share of the days a symbol must have a price on to be kept.
    private static final double COVERAGE = 0.9;

    private final List<LocalDate> days;
    private final List<String> symbols;
    private final double[][] closes;

    /// @param closes `closes[t][i]` is the close of symbol i on day t; owned by the table from now on
    public PriceTable(List<LocalDate> days, List<String> symbols, double[][] closes) {
        this.days = List.copyOf(days);
        this.symbols = List.copyOf(symbols);
        this.closes = closes;
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

    /// A table without gaps, and what was done to get there.
    record Aligned(PriceTable table, List<String> dropped, int carriedForward) {}

    /// Keeps the symbols with a price on at least 90 % of the days, starts on the first day on which all of them have
    /// had one, and carries the last close forward over the gaps that are left.
    Aligned aligned() {
        int[] kept = keptColumns();
        var dropped = new ArrayList<String>();
        for (int i = 0, k = 0; i < symbols.size(); i++) {
            if (k < kept.length && kept[k] == i) {
                k++;
            } else {
                dropped.add(symbols.get(i));
            }
        }
        int start = firstCommonDay(kept);
        double[] last = new double[kept.length];
        Arrays.fill(last, Double.NaN);
        int carried = 0;
        var rows = new ArrayList<double[]>();
        for (int t = 0; t < days.size(); t++) {
            for (int k = 0; k < kept.length; k++) {
                double close = closes[t][kept[k]];
                if (!Double.isNaN(close)) {
                    last[k] = close;
                } else if (t >= start) {
                    carried++;
                }
            }
            if (t >= start) {
                rows.add(last.clone());
            }
        }
        var names = Arrays.stream(kept).mapToObj(symbols::get).toList();
        var table = new PriceTable(days.subList(start, days.size()), names, rows.toArray(new double[0][]));
        return new Aligned(table, dropped, carried);
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

    private int[] keptColumns() {
        int needed = (int) Math.ceil(COVERAGE * days.size());
        int[] counts = new int[symbols.size()];
        for (double[] row : closes) {
            for (int i = 0; i < row.length; i++) {
                if (!Double.isNaN(row[i])) {
                    counts[i]++;
                }
            }
        }
        int[] kept = new int[symbols.size()];
        int size = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] >= needed) {
                kept[size++] = i;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private int firstCommonDay(int[] kept) {
        int start = 0;
        for (int column : kept) {
            int first = 0;
            while (Double.isNaN(closes[first][column])) {
                first++;
            }
            start = Math.max(start, first);
        }
        return start;
    }
}
