package io.ketstream.benchmarks.backtest;

import io.ketstream.support.report.Html;
import io.ketstream.support.report.Plot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// The diagrams of a report, each with its legend.
final class ReportCharts {

    static final String SMALLEST_GAP_TEXT = "0.001";

    private static final double SMALLEST_GAP = 1e-5;
    private static final int LARGEST = 9;
    private static final List<String> COLOURS =
            List.of("#1f4e79", "#c8553d", "#588b8b", "#e0a458", "#6b4c9a", "#8fb339", "#b56576", "#4a90c2", "#a68a64");
    private static final String REST = "#d5d5d5";

    /// What is bought once has one forecast, and nothing to compare.
    private static final Set<StrategyKind> DRAWN = EnumSet.complementOf(EnumSet.of(StrategyKind.BUY_AND_HOLD));

    private ReportCharts() {}

    private static String colour(StrategyKind strategy) {
        return switch (strategy) {
            case QAOA -> "#1f4e79";
            case QAOA_EQUAL -> "#4a90c2";
            case HEURISTIC -> "#c8553d";
            case MEAN_VARIANCE -> "#588b8b";
            case MINIMUM_VARIANCE -> "#e0a458";
            case BUY_AND_HOLD -> "#777777";
        };
    }

    static String strategyLegend() {
        var entries = new ArrayList<String>();
        for (StrategyKind strategy : StrategyKind.values()) {
            entries.add(Html.entry(colour(strategy), strategy.title()));
        }
        return Html.legend(entries);
    }

    /// In percent of the capital.
    static String equity(BacktestResult result) {
        var curves = new TreeMap<StrategyKind, double[]>();
        double low = 100;
        double high = 100;
        for (StrategyKind strategy : StrategyKind.values()) {
            double capital = result.ledger(strategy).capital();
            double[] curve = result.equity(strategy).stream()
                    .mapToDouble(equity -> 100 * equity / capital)
                    .toArray();
            curves.put(strategy, curve);
            for (double value : curve) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double margin = 0.03 * (high - low);
        Plot plot = Plot.linear(420, 0, result.days().size() - 1, low - margin, high + margin)
                .values("equity, % of the capital", "%.0f"::formatted)
                .dates("trading day", result.days());
        for (StrategyKind strategy : List.of(StrategyKind.values()).reversed()) {
            boolean first = strategy == StrategyKind.QAOA || strategy == StrategyKind.HEURISTIC;
            // where both are the same, the dashes show it
            String dashes = strategy == StrategyKind.QAOA ? " stroke-dasharray=\"7 5\"" : "";
            plot.line(
                    Objects.requireNonNull(curves.get(strategy)),
                    colour(strategy),
                    "stroke-width=\"" + (first ? "2.4" : "1.5") + "\"" + dashes);
        }
        return plot.svg();
    }

    static String weights(BacktestResult result) {
        var means = new TreeMap<String, Double>();
        result.weights().forEach(held -> held.forEach((symbol, weight) -> means.merge(symbol, weight, Double::sum)));
        List<String> largest = means.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(LARGEST)
                .map(Map.Entry::getKey)
                .toList();
        List<LocalDate> days = result.days();
        Plot plot = Plot.linear(300, 0, days.size() - 1, 0, 100);
        for (int r = 0; r < result.weights().size(); r++) {
            Map<String, Double> held = result.weights().get(r);
            int from = days.indexOf(result.stages().get(r).day());
            int to = r + 1 < result.weights().size()
                    ? days.indexOf(result.stages().get(r + 1).day())
                    : days.size() - 1;
            double below = 0;
            for (int k = 0; k < largest.size(); k++) {
                double weight = 100 * held.getOrDefault(largest.get(k), 0.0);
                plot.rectangle(from, to, below, below + weight, COLOURS.get(k));
                below += weight;
            }
            double all =
                    100 * held.values().stream().mapToDouble(weight -> weight).sum();
            plot.rectangle(from, to, below, all, REST);
        }
        plot.values("weight, % of the equity", "%.0f"::formatted).dates("trading day", days);
        var entries = new ArrayList<String>();
        for (int k = 0; k < largest.size(); k++) {
            entries.add(Html.entry(COLOURS.get(k), largest.get(k)));
        }
        entries.add(Html.entry(REST, "%d others".formatted(means.size() - largest.size())));
        return Html.legend(entries) + plot.svg();
    }

    static String gaps(List<Stages> all) {
        record Line(String title, String colour, boolean isControl, ToDoubleFunction<Stages> value) {}
        List<Line> lines = List.of(
                new Line("circuits' output", COLOURS.get(7), false, Stages::output),
                new Line("swept", COLOURS.get(3), false, Stages::swept),
                new Line("polished", COLOURS.get(2), false, Stages::polished),
                new Line("chosen (or the last selection)", COLOURS.get(0), false, Stages::chosen),
                new Line("swap heuristic (ring)", COLOURS.get(1), true, Stages::heuristic));
        double highest = SMALLEST_GAP * 10;
        for (Stages stages : all) {
            highest = Math.max(highest, stages.gap(stages.output()));
        }
        Plot plot = Plot.logarithmic(340, -0.5, all.size() - 0.5, SMALLEST_GAP, highest)
                .values("gap, % of return a year", value -> number(100 * value))
                .dates("rebalancing", days(all));
        var entries = new ArrayList<String>();
        for (Line line : lines) {
            double[] values = all.stream()
                    .mapToDouble(stages ->
                            Math.max(SMALLEST_GAP, stages.gap(line.value().applyAsDouble(stages))))
                    .toArray();
            plot.line(values, line.colour(), "stroke-opacity=\"0.5\"");
            for (int place = 0; place < values.length; place++) {
                if (line.isControl()) {
                    plot.ring(place, values[place], line.colour());
                } else {
                    plot.dot(place, values[place], line.colour());
                }
            }
            entries.add(Html.entry(line.colour(), line.title()));
        }
        return Html.legend(entries) + plot.svg();
    }

    static String evaluations(List<Stages> all) {
        double most = all.stream().mapToDouble(Stages::evaluations).max().orElse(1);
        Plot plot = Plot.linear(260, -0.5, all.size() - 0.5, 0, 1.05 * most)
                .values("evaluations", "%,.0f"::formatted)
                .dates("rebalancing", days(all));
        for (int place = 0; place < all.size(); place++) {
            Stages stages = all.get(place);
            plot.rectangle(
                    place - 0.35, place + 0.35, 0, (double) stages.evaluations(), COLOURS.get(stages.warm() ? 0 : 1));
        }
        return Html.legend(List.of(Html.entry(COLOURS.get(1), "cold"), Html.entry(COLOURS.get(0), "warm")))
                + plot.svg();
    }

    static String risk(Map<StrategyKind, List<RealisedPeriod>> periods) {
        double predicted = 0;
        double realised = 0;
        for (StrategyKind strategy : DRAWN) {
            for (RealisedPeriod period : Objects.requireNonNull(periods.get(strategy))) {
                predicted = Math.max(predicted, 105 * period.predictedRisk());
                realised = Math.max(realised, period.realisedRisk() == null ? 0 : 105 * period.realisedRisk());
            }
        }
        Plot plot = Plot.linear(420, 0, predicted, 0, realised)
                .values("realised risk, % a year", "%.0f"::formatted)
                .numbers("predicted risk, % a year", "%.0f"::formatted);
        double both = Math.min(predicted, realised);
        plot.segment(0, 0, both, both);
        var entries = new ArrayList<String>();
        for (StrategyKind strategy : DRAWN) {
            entries.add(Html.entry(colour(strategy), strategy.title()));
            for (RealisedPeriod period : Objects.requireNonNull(periods.get(strategy))) {
                if (period.realisedRisk() != null) {
                    mark(plot, strategy, 100 * period.predictedRisk(), 100 * period.realisedRisk());
                }
            }
        }
        return Html.legend(entries) + plot.svg();
    }

    private static void mark(Plot plot, StrategyKind strategy, double predicted, double realised) {
        if (strategy == StrategyKind.HEURISTIC) {
            plot.ring(predicted, realised, colour(strategy));
        } else {
            plot.dot(predicted, realised, colour(strategy));
        }
    }

    private static List<LocalDate> days(List<Stages> all) {
        return all.stream().map(Stages::day).toList();
    }

    private static String number(double value) {
        return value >= 1 ? "%.0f".formatted(value) : Double.toString(Math.rint(value * 1e6) / 1e6);
    }
}
