package io.ketstream.optimizer.portfolio;

import java.util.BitSet;

/// Descends by swaps of one selected asset with one other until none lowers f.
///
/// Selected assets take turns in ascending order; each gives way to the asset whose entering in its place
/// lowers f most. A turn costs O(n), and it is over when none of K turns in a row changed anything.
public final class SwapPolish {

    /// A swap counts when it lowers f by more than this share of the numbers that it is computed from, far above what
    /// rounding leaves of one that changes nothing.
    private static final double ROUNDING = 1e-12;

    private SwapPolish() {}

    /// @return how many swaps were made
    public static int descend(Selection selection, PermittedSwaps permitted) {
        BitSet assets = selection.assets();
        int swaps = 0;
        int unchanged = 0;
        int out = -1;
        while (unchanged < selection.problem().cardinality()) {
            out = assets.nextSetBit(out + 1);
            if (out < 0) {
                out = assets.nextSetBit(0);
            }
            int in = best(selection, permitted, out);
            if (in < 0) {
                unchanged++;
            } else {
                selection.swap(out, in);
                assets.clear(out);
                assets.set(in);
                swaps++;
                unchanged = 0;
            }
        }
        return swaps;
    }

    /// The asset whose entering in place of `out` lowers f most, the first of them; −1 where none does.
    private static int best(Selection selection, PermittedSwaps permitted, int out) {
        double leaving = selection.leaving(out);
        double lowest = Double.POSITIVE_INFINITY;
        int best = -1;
        for (int in = 0; in < selection.problem().size(); in++) {
            if (!selection.contains(in)) {
                double entering = selection.entering(in);
                double coupling = selection.coupling(out, in);
                double change = leaving + entering - coupling;
                double least = -ROUNDING * (Math.abs(leaving) + Math.abs(entering) + Math.abs(coupling));
                if (change < least && change < lowest && permitted.permits(selection, out, in)) {
                    lowest = change;
                    best = in;
                }
            }
        }
        return best;
    }
}
