package io.ketstream.benchmarks.backtest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How a rebalancing came to its selection: f after every stage, without what no selection changes.
///
/// @param assets there were
/// @param most of them that may be selected, which is the K of f
/// @param selected of them
/// @param warm whether angles came from the rebalancing before
/// @param evaluations values and gradients of all circuits
/// @param circuits that evaluations were made for, each sweep anew
/// @param bound no selection lies below
/// @param output of the clusters side by side
/// @param previous f of the last selection, polished; absent where there is none
/// @param chosen the lower of `polished` and `previous`
/// @param heuristic of all assets, on the same problem
/// @param differing assets that are selected here and not by the heuristic
record Stages(
        LocalDate day,
        int assets,
        int most,
        int selected,
        int clusters,
        int largestCluster,
        boolean warm,
        long evaluations,
        int circuits,
        double bound,
        double output,
        double swept,
        double polished,
        @Nullable Double previous,
        double chosen,
        double heuristic,
        int differing) {

    /// How far a value of f is above the bound, in risk-adjusted return a year.
    double gap(double value) {
        return yearly(value - bound);
    }

    /// f/K is what equal weights have, each a K-th of the capital.
    double yearly(double value) {
        return value / most;
    }
}
