package io.ketstream.optimizer.portfolio;

import org.apache.commons.math3.random.MersenneTwister;

/// The classical heuristic beside every decomposed selection: greedy, polished by swaps, then random starts
/// polished the same way; the best of all.
public final class SwapHeuristic {

    private SwapHeuristic() {}

    /// Among all selections.
    public static Selection search(SelectionProblem problem, int starts, long seed) {
        return search(problem, SelectionLimits.none(problem), starts, seed);
    }

    /// @param starts in all, the greedy one included; a budget in starts and not in time, so that the same seed finds
    ///     the same
    public static Selection search(SelectionProblem problem, SelectionLimits limits, int starts, long seed) {
        var random = new MersenneTwister(seed);
        Selection best = greedy(problem, limits);
        SwapPolish.descend(best, limits);
        for (int start = 1; start < starts; start++) {
            Selection other = Selection.of(problem, limits.draw(random));
            SwapPolish.descend(other, limits);
            if (other.value() < best.value()) {
                best = other;
            }
        }
        return best;
    }

    /// Asset by asset, of those that may enter always the one that raises f least, the first of them.
    private static Selection greedy(SelectionProblem problem, SelectionLimits limits) {
        Selection selection = Selection.empty(problem);
        for (int count = 0; count < problem.cardinality(); count++) {
            int next = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int asset = 0; asset < problem.size(); asset++) {
                if (!selection.contains(asset)
                        && selection.entering(asset) < least
                        && limits.mayEnter(selection, asset)) {
                    least = selection.entering(asset);
                    next = asset;
                }
            }
            selection.add(next);
        }
        return selection;
    }
}
