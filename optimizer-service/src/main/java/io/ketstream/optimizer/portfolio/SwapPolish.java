package io.ketstream.optimizer.portfolio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Descends by swaps of one selected asset with one other until none lowers f; where the number of assets is a range,
/// also by assets that enter, or leave, alone. Where nothing of that lowers f any more, by two of it at once
/// ([PairSearch]).
///
/// Selected assets take turns in ascending order; each gives way to the asset whose entering in its place
/// lowers f most, unless it lowers f more that only one of them moves. A turn costs O(n), and it is over when none of
/// K turns in a row changed anything.
public final class SwapPolish {

    /// A change counts when it lowers f by more than this share of the numbers that it is computed from, far above what
    /// rounding leaves of one that changes nothing.
    static final double ROUNDING = 1e-12;

    private final Selection selection;
    private final SelectionLimits limits;
    private final Tally tally;

    private SwapPolish(Selection selection, SelectionLimits limits) {
        this.selection = selection;
        this.limits = limits;
        this.tally = new Tally(limits, selection);
    }

    /// Among all selections of the problem.
    public static int descend(Selection selection) {
        return descend(selection, SelectionLimits.of(selection.problem()));
    }

    /// @param selection feasible
    /// @return how many assets were taken otherwise than before
    public static int descend(Selection selection, SelectionLimits limits) {
        return new SwapPolish(selection, limits).descend();
    }

    /// One by one only.
    static void descendSingly(Selection selection, SelectionLimits limits) {
        new SwapPolish(selection, limits).inTurn();
    }

    private int descend() {
        int changes = 0;
        while (true) {
            changes += inTurn();
            Exchange pair = PairSearch.best(selection, limits, tally);
            if (pair == null) {
                return changes;
            }
            changes += make(pair);
        }
    }

    private int inTurn() {
        int changes = 0;
        int unchanged = 0;
        int out = Tally.NOBODY;
        while (unchanged < Math.max(1, selection.count())) {
            out = selection.next(out + 1);
            if (out == Tally.NOBODY) {
                out = selection.next(0);
            }
            Step best = best(out);
            if (best == null) {
                unchanged++;
            } else {
                changes += make(best.exchange());
                unchanged = 0;
            }
        }
        return changes;
    }

    private int make(Exchange exchange) {
        tally.make(exchange);
        exchange.out().forEach(selection::remove);
        exchange.in().forEach(selection::add);
        return exchange.size();
    }

    /// One asset at most that leaves, and one that enters; [Tally#NOBODY] in the place of another.
    private record Step(int out, int in, double change) {

        Exchange exchange() {
            return new Exchange(
                    out == Tally.NOBODY ? List.of() : List.of(out), in == Tally.NOBODY ? List.of() : List.of(in));
        }
    }

    /// What lowers f most: that `out` gives way to another, that it leaves, or that another enters; null where nothing
    /// does.
    private @Nullable Step best(int out) {
        Step swap = out == Tally.NOBODY ? null : swap(out);
        Step alone = limits.fewest() == limits.most() ? null : alone(out);
        return swap == null || (alone != null && alone.change() < swap.change()) ? alone : swap;
    }

    private @Nullable Step swap(int out) {
        double leaving = selection.leaving(out);
        double lowest = 0;
        int best = Tally.NOBODY;
        for (int in = 0; in < selection.problem().size(); in++) {
            if (!selection.contains(in)) {
                double entering = selection.entering(in);
                double coupling = selection.coupling(out, in);
                double change = leaving + entering - coupling;
                double least = -ROUNDING * (Math.abs(leaving) + Math.abs(entering) + Math.abs(coupling));
                if (change < least && change < lowest && tally.permits(out, in)) {
                    lowest = change;
                    best = in;
                }
            }
        }
        return best == Tally.NOBODY ? null : new Step(out, best, lowest);
    }

    private @Nullable Step alone(int out) {
        double lowest = 0;
        Step best = null;
        if (out != Tally.NOBODY && isLower(out) && tally.permits(out, Tally.NOBODY)) {
            lowest = selection.leaving(out);
            best = new Step(out, Tally.NOBODY, lowest);
        }
        for (int in = 0; in < selection.problem().size() && tally.permitsMore(1); in++) {
            if (!selection.contains(in)
                    && selection.entering(in) < lowest
                    && isLower(in)
                    && tally.permits(Tally.NOBODY, in)) {
                lowest = selection.entering(in);
                best = new Step(Tally.NOBODY, in, lowest);
            }
        }
        return best;
    }

    private boolean isLower(int asset) {
        return selection.flipping(asset) < -ROUNDING * selection.magnitude(asset);
    }
}
