package io.ketstream.optimizer.portfolio;

import java.util.BitSet;
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

    /// A feasible selection of as many of some assets as may be in one, and of others where these are too few; always
    /// the asset that raises f least, the first of them.
    public static Selection completed(SelectionProblem problem, SelectionLimits limits, BitSet wanted) {
        Selection selection = Selection.empty(problem);
        fill(selection, limits, wanted);
        fill(selection, limits, all(problem));
        return selection;
    }

    /// Asset by asset.
    private static Selection greedy(SelectionProblem problem, SelectionLimits limits) {
        Selection selection = Selection.empty(problem);
        fill(selection, limits, all(problem));
        return selection;
    }

    private static BitSet all(SelectionProblem problem) {
        var all = new BitSet();
        all.set(0, problem.size());
        return all;
    }

    /// Of those that may enter always the one that raises f least, the first of them, until it is complete.
    private static void fill(Selection selection, SelectionLimits limits, BitSet from) {
        int missing = selection.problem().cardinality() - selection.assets().cardinality();
        for (int next = 0; missing > 0 && next >= 0; missing--) {
            next = next(selection, limits, from);
            if (next >= 0) {
                selection.add(next);
            }
        }
    }

    /// −1 where none may enter.
    private static int next(Selection selection, SelectionLimits limits, BitSet from) {
        int next = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int asset = from.nextSetBit(0); asset >= 0; asset = from.nextSetBit(asset + 1)) {
            if (!selection.contains(asset) && selection.entering(asset) < least && limits.mayEnter(selection, asset)) {
                least = selection.entering(asset);
                next = asset;
            }
        }
        return next;
    }
}
