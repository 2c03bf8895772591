package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.loop.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.commons.math3.random.MersenneTwister;

/// What it is worth that circuits begin where those of the day before ended.
///
/// @param days after the first, which has none before it
record WarmFigures(WarmOptions options, List<Day> days) {

    static final double GOAL = 5;

    private static final int RESAMPLES = 2000;

    /// Days next to each other have most of their window in common, so they are drawn together.
    private static final int BLOCK = 10;

    WarmFigures {
        days = List.copyOf(days);
    }

    static WarmFigures of(WarmOptions options, List<Day> days) {
        return new WarmFigures(options, days);
    }

    /// Evaluations of all circuits of a day.
    ///
    /// @param coldEnd until the cold searches ended
    /// @param cold until these had the energy that counts as theirs
    /// @param warm until the warm ones had it; where they never had, all of theirs and the cold ones' after them
    /// @param warmEnd until the warm searches ended
    /// @param above by which the warm ones ended above the cold ones, per cent of what these gained
    record Day(String day, int circuits, int coldEnd, int cold, int warm, int warmEnd, boolean reached, double above) {

        double factor() {
            return (double) coldEnd / warm;
        }

        /// The same where the cold searches stopped as soon as they had their energy, too.
        double factorBoth() {
            return (double) cold / warm;
        }

        /// Where both go on to their ends.
        double factorEnds() {
            return (double) coldEnd / warmEnd;
        }
    }

    /// Over the days, with standard errors by the bootstrap.
    record Estimate(double mean, double meanError, double median, double medianError) {

        static Estimate of(double... values) {
            Distribution all = Distribution.of(values);
            double[] means = new double[RESAMPLES];
            double[] medians = new double[RESAMPLES];
            var random = new MersenneTwister(1);
            for (int k = 0; k < RESAMPLES; k++) {
                Distribution drawn = Distribution.of(drawn(values, random));
                means[k] = drawn.mean();
                medians[k] = drawn.p50();
            }
            return new Estimate(all.mean(), deviation(means), all.p50(), deviation(medians));
        }

        /// Blocks of days from anywhere, the first one after the last.
        private static double[] drawn(double[] values, MersenneTwister random) {
            double[] drawn = new double[values.length];
            int start = 0;
            for (int i = 0; i < drawn.length; i++) {
                start = i % BLOCK == 0 ? random.nextInt(values.length) : start + 1;
                drawn[i] = values[start % values.length];
            }
            return drawn;
        }

        private static double deviation(double... values) {
            double mean = Distribution.of(values).mean();
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return Math.sqrt(squares / (values.length - 1));
        }
    }

    Estimate estimate(ToDoubleFunction<Day> factor) {
        return Estimate.of(days.stream().mapToDouble(factor).toArray());
    }

    private double perCircuit(ToIntFunction<Day> evaluations) {
        return (double) days.stream().mapToInt(evaluations).sum()
                / days.stream().mapToInt(Day::circuits).sum();
    }

    String report() {
        Estimate factor = estimate(Day::factor);
        List<String> rows = new ArrayList<>();
        rows.add(row("**cold to their end : warm to that energy**", factor));
        rows.add(row("cold to that energy : warm to that energy", estimate(Day::factorBoth)));
        rows.add(row("cold to their end : warm to their end", estimate(Day::factorEnds)));
        Distribution above =
                Distribution.of(days.stream().mapToDouble(Day::above).toArray());
        return """
                # Circuits that begin where those of the day before ended

                %s, %d of its assets at random (seed %d), %d selected; %d days one after the other, each of %d days of closes; clusters \
                of at most %d, kept from day to day; QAOA with %d layers, xy-complete, L-BFGS on exact expectations. A day's energy is reached at \
                %.2f %% of what the cold circuits, at the end of their searches, gain beside selections at random.

                | evaluations of all of a day's circuits | mean | median |
                |---|---|---|
                %s
                Goal %.0f, of the first median: %s. Evaluations a circuit: %.1f cold to the end, %.1f cold to that energy, %.1f warm to that \
                energy, %.1f warm to the end. On %d of %d days the warm ones ended above that energy: these days they count with a cold round \
                after them. Ends of the warm ones above the cold ones' (below 0: below), %% of what these gain: median %.2f, from %.2f to %.2f.
                """.formatted(
                        options.prices().getFileName(),
                        options.assets(),
                        options.seed(),
                        options.selected(),
                        days.size(),
                        options.window(),
                        options.cap(),
                        options.layers(),
                        100 * (1 - options.margin()),
                        String.join("", rows),
                        GOAL,
                        factor.median() >= GOAL ? "met" : "missed",
                        perCircuit(Day::coldEnd),
                        perCircuit(Day::cold),
                        perCircuit(Day::warm),
                        perCircuit(Day::warmEnd),
                        days.stream().filter(day -> !day.reached()).count(),
                        days.size(),
                        above.p50(),
                        above.quantile(0),
                        above.quantile(1));
    }

    private static String row(String name, Estimate estimate) {
        return "| %s | %.2f ± %.2f | %.2f ± %.2f |%n"
                .formatted(name, estimate.mean(), estimate.meanError(), estimate.median(), estimate.medianError());
    }
}
