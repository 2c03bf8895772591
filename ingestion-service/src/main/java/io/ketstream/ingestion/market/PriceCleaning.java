package io.ketstream.ingestion.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Makes a table without gaps of one with gaps and errors. The policy, in this order, symbol by symbol:
///
/// * **Outliers.** A close that is far from both its neighbours, while these are near each other, is taken for an error
///   and left out: the log returns into it and out of it have opposite signs, each is larger than ten robust standard
///   deviations of the symbol's returns and than a factor of 1.5, and together they are less than half of the smaller
///   one. The robust deviation is 1.4826 times the median absolute deviation from the median (F. R. Hampel, J. American
///   Statistical Association 69, 383 (1974)). A move that stays, however large, is none; nor can the last close be.
/// * **Gaps.** A symbol with closes on fewer than nine days of ten is dropped. In others the last close is carried
///   forward over a gap.
/// * **Stale closes.** Ten days or more in a row on which the close, carried forward where it is missing, does not
///   change are stale. A symbol is dropped that is stale on the last day, since it is no longer traded, or on more than
///   a tenth of its days: its risk would look smaller than it is.
/// * The table begins on the first day on which all symbols that are left have had a close.
///
/// Where the rows of the table are bars of ticks, each bar is a day here.
final class PriceCleaning {

    private static final double COVERAGE = 0.9;
    private static final double ROBUST_DEVIATIONS = 10;
    private static final double LEAST_OUTLIER = Math.log(1.5);
    private static final double NORMAL_CONSISTENCY = 1.4826;
    static final int STALE_DAYS = 10;
    private static final double MOST_STALE = 0.1;

    /// As many as a reader can look at; all are counted.
    private static final int EXCLUDED_SHOWN = 20;

    private final PriceTable prices;
    private final List<ExcludedClose> excluded = new ArrayList<>();
    private int outliers;

    private PriceCleaning(PriceTable prices) {
        this.prices = prices;
    }

    /// A table without gaps, and what was done to get there.
    ///
    /// @param sparse symbols dropped for lack of closes
    /// @param staleSymbols symbols dropped because their closes are stale
    /// @param outliers how many closes were left out
    /// @param excluded the first of them
    /// @param staleCloses how many closes of the table are stale
    /// @param carriedForward how many closes of the table are those of the day before for lack of one
    record Cleaned(
            PriceTable table,
            List<String> sparse,
            List<String> staleSymbols,
            int outliers,
            List<ExcludedClose> excluded,
            int staleCloses,
            int carriedForward) {}

    static Cleaned clean(PriceTable prices) {
        return new PriceCleaning(prices).clean();
    }

    private Cleaned clean() {
        List<LocalDate> days = prices.days();
        var sparse = new ArrayList<String>();
        var staleSymbols = new ArrayList<String>();
        var names = new ArrayList<String>();
        var columns = new ArrayList<double[]>();
        int start = 0;
        for (int i = 0; i < prices.symbols().size(); i++) {
            String symbol = prices.symbols().get(i);
            double[] closes = prices.column(i);
            excludeOutliers(symbol, closes);
            if (count(closes) < COVERAGE * days.size()) {
                sparse.add(symbol);
            } else if (isStale(closes)) {
                staleSymbols.add(symbol);
            } else {
                names.add(symbol);
                columns.add(closes);
                start = Math.max(start, first(closes));
            }
        }
        int carried = 0;
        int stale = 0;
        double[][] rows = new double[days.size() - start][names.size()];
        for (int k = 0; k < columns.size(); k++) {
            double[] closes = columns.get(k);
            for (int t = start; t < closes.length; t++) {
                carried += Double.isNaN(closes[t]) ? 1 : 0;
            }
            carryForward(closes);
            stale += staleDays(closes, start);
            for (int t = start; t < closes.length; t++) {
                rows[t - start][k] = closes[t];
            }
        }
        return new Cleaned(
                prices.cleaned(start, names, rows), sparse, staleSymbols, outliers, excluded, stale, carried);
    }

    private void excludeOutliers(String symbol, double[] closes) {
        int[] present = IntStream.range(0, closes.length)
                .filter(t -> !Double.isNaN(closes[t]))
                .toArray();
        if (present.length < 3) {
            return;
        }
        double[] returns = new double[present.length - 1];
        for (int k = 0; k < returns.length; k++) {
            returns[k] = Math.log(closes[present[k + 1]] / closes[present[k]]);
        }
        double far = Math.max(ROBUST_DEVIATIONS * robustDeviation(returns), LEAST_OUTLIER);
        int before = present[0];
        for (int k = 1; k < present.length - 1; k++) {
            int t = present[k];
            double in = Math.log(closes[t] / closes[before]);
            double out = returns[k];
            double smaller = Math.min(Math.abs(in), Math.abs(out));
            if (in * out < 0 && smaller > far && Math.abs(in + out) < smaller / 2) {
                outliers++;
                if (excluded.size() < EXCLUDED_SHOWN) {
                    excluded.add(new ExcludedClose(symbol, prices.days().get(t), closes[t]));
                }
                closes[t] = Double.NaN;
            } else {
                before = t;
            }
        }
    }

    private static double robustDeviation(double[] values) {
        double centre = median(values);
        return NORMAL_CONSISTENCY
                * median(Arrays.stream(values)
                        .map(value -> Math.abs(value - centre))
                        .toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static long count(double[] closes) {
        return Arrays.stream(closes).filter(close -> !Double.isNaN(close)).count();
    }

    private static int first(double[] closes) {
        int first = 0;
        while (Double.isNaN(closes[first])) {
            first++;
        }
        return first;
    }

    private static boolean isStale(double[] closes) {
        double[] carried = closes.clone();
        carryForward(carried);
        int first = first(closes);
        return unchangedAtTheEnd(carried, first) >= STALE_DAYS
                || staleDays(carried, first) > MOST_STALE * (carried.length - first);
    }

    private static void carryForward(double[] closes) {
        for (int t = 1; t < closes.length; t++) {
            if (Double.isNaN(closes[t])) {
                closes[t] = closes[t - 1];
            }
        }
    }

    /// How many of the days from `start` on belong to ten or more in a row without a change.
    private static int staleDays(double[] closes, int start) {
        int stale = 0;
        int run = 0;
        for (int t = start + 1; t <= closes.length; t++) {
            if (t < closes.length && closes[t] == closes[t - 1]) {
                run++;
            } else {
                stale += run >= STALE_DAYS ? run : 0;
                run = 0;
            }
        }
        return stale;
    }

    private static int unchangedAtTheEnd(double[] closes, int first) {
        int run = 0;
        for (int t = closes.length - 1; t > first && closes[t] == closes[t - 1]; t--) {
            run++;
        }
        return run;
    }
}
