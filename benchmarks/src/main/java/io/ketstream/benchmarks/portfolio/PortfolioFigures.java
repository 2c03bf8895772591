package io.ketstream.benchmarks.portfolio;

import io.ketstream.ingestion.market.MarketSnapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// Everything that was measured in one run of the benchmark; gaps are (f − reference)/|reference|.
///
/// @param symbols of the market after cleaning
/// @param observations returns a symbol
/// @param best f of the best selection that was met
/// @param heuristic the swap heuristic on all assets
record PortfolioFigures(
        PortfolioOptions options,
        int symbols,
        int observations,
        LocalDate from,
        LocalDate asOf,
        int processors,
        Mean best,
        Gaps heuristic,
        double boundSeconds,
        double heuristicSeconds,
        List<OfCap> caps) {

    /// Above the bound, and above the best that anything found.
    record Gaps(Mean toBound, Mean toBest) {}

    /// @param shared assets that clusters have to select together
    /// @param circuitBelowRandom by how much less the circuits' output is above the bound than that of random
    /// selections
    /// @param circuitAboveExact by how much more than that of exact solutions
    record OfCap(
            int cap,
            Mean clusters,
            Mean largest,
            Mean shared,
            Mean modularity,
            double seconds,
            List<OfMethod> methods,
            Mean circuitBelowRandom,
            Mean circuitAboveExact) {}

    /// @param output what the clusters' solutions make side by side
    /// @param selected assets after polish
    record OfMethod(
            ClusterMethod method,
            Gaps output,
            Gaps swept,
            Gaps polished,
            Mean selected,
            double solveSeconds,
            double sweepSeconds,
            double polishSeconds) {}

    static PortfolioFigures of(PortfolioOptions options, MarketSnapshot market, List<Trial> trials) {
        List<OfCap> caps = new ArrayList<>();
        for (int cap = 0; cap < options.caps().size(); cap++) {
            caps.add(ofCap(options.caps().get(cap), trials, cap));
        }
        return new PortfolioFigures(
                options,
                market.symbols().size(),
                market.quality().observations(),
                market.quality().from(),
                market.asOf(),
                Runtime.getRuntime().availableProcessors(),
                mean(trials, Trial::best),
                gaps(trials, Trial::heuristic),
                mean(trials, Trial::boundSeconds).value(),
                mean(trials, Trial::heuristicSeconds).value(),
                caps);
    }

    private static OfCap ofCap(int cap, List<Trial> trials, int place) {
        List<OfMethod> methods = new ArrayList<>();
        for (ClusterMethod method : ClusterMethod.values()) {
            methods.add(ofMethod(method, trials, place));
        }
        return new OfCap(
                cap,
                mean(trials, trial -> trial.divisions().get(place).clusters()),
                mean(trials, trial -> trial.divisions().get(place).largest()),
                mean(trials, trial -> trial.divisions().get(place).shared()),
                mean(trials, trial -> trial.divisions().get(place).modularity()),
                mean(trials, trial -> trial.divisions().get(place).seconds()).value(),
                methods,
                mean(trials, trial -> difference(trial, place, ClusterMethod.RANDOM, ClusterMethod.CIRCUIT)),
                mean(trials, trial -> difference(trial, place, ClusterMethod.CIRCUIT, ClusterMethod.EXACT)));
    }

    private static OfMethod ofMethod(ClusterMethod method, List<Trial> trials, int place) {
        return new OfMethod(
                method,
                gaps(trials, trial -> descent(trial, place, method).output()),
                gaps(trials, trial -> descent(trial, place, method).swept()),
                gaps(trials, trial -> descent(trial, place, method).polished()),
                mean(trials, trial -> descent(trial, place, method).selected()),
                mean(trials, trial -> descent(trial, place, method).solveSeconds())
                        .value(),
                mean(trials, trial -> descent(trial, place, method).sweepSeconds())
                        .value(),
                mean(trials, trial -> descent(trial, place, method).polishSeconds())
                        .value());
    }

    /// Of gaps to the bound, instance by instance: pairs have the instance in common, and so its part of the spread.
    private static double difference(Trial trial, int place, ClusterMethod worse, ClusterMethod better) {
        return (descent(trial, place, worse).output()
                        - descent(trial, place, better).output())
                / Math.abs(trial.bound());
    }

    private static Descent descent(Trial trial, int place, ClusterMethod method) {
        return Objects.requireNonNull(trial.divisions().get(place).descents().get(method));
    }

    private static Gaps gaps(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return new Gaps(
                mean(trials, trial -> (value.applyAsDouble(trial) - trial.bound()) / Math.abs(trial.bound())),
                mean(trials, trial -> (value.applyAsDouble(trial) - trial.best()) / Math.abs(trial.best())));
    }

    private static Mean mean(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return Mean.of(trials.stream().mapToDouble(value).toArray());
    }
}
