package io.ketstream.optimizer.portfolio;

import java.util.BitSet;
import org.apache.commons.math3.random.MersenneTwister;

/// The classical heuristic beside every decomposed selection: greedy, improved by swaps, then random starts
/// improved the same way; the best of all, polished ([SwapPolish]).
public final class SwapHeuristic {

    private SwapHeuristic() {}

    /// Among all selections.
    public static Selection search(SelectionProblem problem, int starts, long seed) {
        return search(problem, SelectionLimits.of(problem), starts, seed);
    }

    /// @param starts in all, the greedy one included; a budget in starts and not in time, so that the same seed finds
    ///     the same
    public static Selection search(SelectionProblem problem, SelectionLimits limits, int starts, long seed) {
        Selection best = searchSingly(problem, limits, starts, seed);
        SwapPolish.descend(best, limits);
        return best;
    }

    /// The best of all without that polish: none of its single changes lowers f.
    public static Selection searchSingly(SelectionProblem problem, SelectionLimits limits, int starts, long seed) {
        var random = new MersenneTwister(seed);
        Selection best = greedy(problem, limits);
        SwapPolish.descendSingly(best, limits);
        for (int start = 1; start < starts; start++) {
            Selection other = Selection.of(problem, limits.draw(random));
            SwapPolish.descendSingly(other, limits);
            if (other.value() < best.value()) {
                best = other;
            }
        }
        return best;
    }

    /// A feasible selection of as many of some assets as may be in one, and of others where these are too few; always
    /// the asset that raises f least, the first of them.
    public static Selection completed(SelectionProblem problem, SelectionLimits limits, BitSet wanted) {
        Selection selection = Selection.empty(problem);
        var tally = new Tally(limits, selection);
        fill(selection, tally, wanted, limits.most());
        fill(selection, tally, all(problem), Math.max(limits.fewest(), tally.selected() + tally.wanting()));
        return selection;
    }

    /// Asset by asset, the fewest that there may be.
    private static Selection greedy(SelectionProblem problem, SelectionLimits limits) {
        return completed(problem, limits, new BitSet());
    }

    private static BitSet all(SelectionProblem problem) {
        var all = new BitSet();
        all.set(0, problem.size());
        return all;
    }

    /// Of those that may enter always the one that raises f least, the first of them, up to so many assets in all.
    private static void fill(Selection selection, Tally tally, BitSet from, int atMost) {
        int next = next(selection, tally, from, atMost);
        while (next >= 0) {
            selection.add(next);
            tally.enter(next);
            next = next(selection, tally, from, atMost);
        }
    }

    /// −1 where none may enter.
    private static int next(Selection selection, Tally tally, BitSet from, int atMost) {
        int next = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int asset = from.nextSetBit(0); asset >= 0; asset = from.nextSetBit(asset + 1)) {
            if (!selection.contains(asset) && selection.entering(asset) < least && tally.mayEnter(asset, atMost)) {
                least = selection.entering(asset);
                next = asset;
            }
        }
        return next;
    }
}
