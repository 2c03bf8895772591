package io.ketstream.benchmarks.backtest;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Where the time of a rebalancing went.
///
/// @param view of the market: cleaning and two covariances
/// @param heuristic swaps from all its starts, on one problem
/// @param circuits from taking apart to polish, and the bound
/// @param meanVariance weights of all assets
/// @param minimumVariance weights of all assets
record Seconds(double view, double heuristic, double circuits, double meanVariance, double minimumVariance) {

    static double mean(List<Seconds> all, ToDoubleFunction<Seconds> part) {
        return all.stream().mapToDouble(part).average().orElse(0);
    }
}
