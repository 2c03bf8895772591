package io.ketstream.results.strategy.report;

import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.results.strategy.BookNames;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.support.report.Html;
import io.ketstream.support.report.Plot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/// The diagrams of a report, each with its legend.
final class Charts {

    private static final int LARGEST = 9;
    private static final List<String> COLOURS =
            List.of("#1f4e79", "#c8553d", "#588b8b", "#e0a458", "#6b4c9a", "#8fb339", "#b56576", "#4a90c2", "#a68a64");
    private static final String REST = "#d5d5d5";
    private static final String COLD = "#c8553d";
    private static final String WARM = "#1f4e79";

    private Charts() {}

    private static String colour(BookName book) {
        return switch (book) {
            case STRATEGY -> "#1f4e79";
            case EQUAL_WEIGHT -> "#4a90c2";
            case MINIMUM_VARIANCE -> "#e0a458";
            case MEAN_VARIANCE -> "#588b8b";
            case BUY_AND_HOLD -> "#777777";
        };
    }

    /// In percent of the capital.
    static String equity(List<EquityPoint> points, List<BookName> books, double capital) {
        double low = 100;
        double high = 100;
        for (EquityPoint point : points) {
            for (BigDecimal equity : point.equity().values()) {
                double percent = 100 * equity.doubleValue() / capital;
                low = Math.min(low, percent);
                high = Math.max(high, percent);
            }
        }
        double margin = Math.max(0.05, 0.03 * (high - low));
        Plot plot = Plot.linear(420, 0, points.size() - 1, low - margin, high + margin)
                .values("equity, % of the capital", label(high - low))
                .places(
                        "snapshot",
                        points.stream()
                                .map(point -> Course.time(point.asOf(), point.until()))
                                .toList());
        for (BookName book : books.reversed()) {
            double[] values = points.stream()
                    .mapToDouble(point -> 100
                            * point.equity()
                                    .getOrDefault(book, BigDecimal.valueOf(capital))
                                    .doubleValue()
                            / capital)
                    .toArray();
            plot.line(
                    values, colour(book), book == BookName.STRATEGY ? "stroke-width=\"2.6\"" : "stroke-width=\"1.5\"");
        }
        return Html.legend(books.stream()
                        .map(book -> Html.entry(colour(book), BookNames.title(book)))
                        .toList())
                + plot.svg();
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /// As many decimals as tell the lines of a diagram apart.
    private static DoubleFunction<String> label(double range) {
        int decimals = range >= 5 ? 0 : range >= 0.5 ? 1 : 2;
        return value -> String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String weights(List<Course.Held> all) {
        var sums = new TreeMap<String, Double>();
        all.forEach(held -> held.weights().forEach((symbol, weight) -> sums.merge(symbol, weight, Double::sum)));
        List<String> largest = sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LARGEST)
                .map(Map.Entry::getKey)
                .toList();
        Plot plot = Plot.linear(300, 0, all.size(), 0, 100);
        for (int place = 0; place < all.size(); place++) {
            Map<String, Double> held = all.get(place).weights();
            double below = 0;
            for (int k = 0; k < largest.size(); k++) {
                double weight = 100 * held.getOrDefault(largest.get(k), 0.0);
                if (weight > 0) {
                    plot.rectangle(place, place + 1, below, below + weight, COLOURS.get(k));
                    below += weight;
                }
            }
            double whole =
                    100 * held.values().stream().mapToDouble(weight -> weight).sum();
            if (whole > below + 1e-9) {
                plot.rectangle(place, place + 1, below, whole, REST);
            }
        }
        plot.values("weight, % of the equity", Charts::whole)
                .places("end of an epoch", all.stream().map(Course.Held::time).toList());
        var entries = new ArrayList<String>();
        for (int k = 0; k < largest.size(); k++) {
            entries.add(Html.entry(COLOURS.get(k), largest.get(k)));
        }
        int others = sums.size() - largest.size();
        if (others > 0) {
            entries.add(Html.entry(REST, others == 1 ? "another" : others + " others"));
        }
        return Html.legend(entries) + plot.svg();
    }

    static String risk(List<PeriodReport> periods) {
        double predicted = 0;
        double realised = 0;
        for (PeriodReport period : periods) {
            predicted = Math.max(predicted, 105 * period.predictedRisk());
            realised = Math.max(realised, 105 * realised(period));
        }
        double both = Math.max(predicted, realised);
        Plot plot = Plot.linear(420, 0, both > 0 ? both : 1, 0, both)
                .values("realised risk, % a year", label(both))
                .numbers("predicted risk, % a year", label(both));
        plot.segment(0, 0, both, both);
        for (PeriodReport period : periods) {
            plot.dot(100 * period.predictedRisk(), 100 * realised(period), colour(BookName.STRATEGY));
        }
        return plot.svg();
    }

    private static double realised(PeriodReport period) {
        Double risk = period.realisedRisk();
        return risk == null ? 0 : risk;
    }

    static String evaluations(List<Course.Effort> all) {
        double most = all.stream().mapToDouble(Course.Effort::evaluations).max().orElse(1);
        Plot plot = Plot.linear(260, -0.5, all.size() - 0.5, 0, 1.05 * Math.max(1, most))
                .values("evaluations", Charts::whole)
                .places("epoch", all.stream().map(Course.Effort::time).toList());
        for (int place = 0; place < all.size(); place++) {
            Course.Effort effort = all.get(place);
            plot.rectangle(place - 0.35, place + 0.35, 0, (double) effort.evaluations(), effort.warm() ? WARM : COLD);
        }
        return Html.legend(List.of(Html.entry(COLD, "cold"), Html.entry(WARM, "warm"))) + plot.svg();
    }
}
