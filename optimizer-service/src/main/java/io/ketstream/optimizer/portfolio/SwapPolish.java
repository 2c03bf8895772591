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
    public static void descend(Selection selection) {
        descend(selection, SelectionLimits.of(selection.problem()));
    }

    /// @param selection feasible
    public static void descend(Selection selection, SelectionLimits limits) {
        new SwapPolish(selection, limits).descend();
    }

    /// Without changes of two at once.
    ///
    /// @param selection feasible
    public static void descendSingly(Selection selection, SelectionLimits limits) {
        new SwapPolish(selection, limits).inTurn();
    }

    private void descend() {
        inTurn();
        for (Exchange pair = pair(); pair != null; pair = pair()) {
            make(pair);
            inTurn();
        }
    }

    private @Nullable Exchange pair() {
        return PairSearch.best(selection, limits, tally);
    }

    private void inTurn() {
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
                make(best.exchange());
                unchanged = 0;
            }
        }
    }

    private void make(Exchange exchange) {
        tally.make(exchange);
        exchange.out().forEach(selection::remove);
        exchange.in().forEach(selection::add);
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
                double change = leaving + selection.entering(in) - selection.coupling(out, in);
                if (change < lowest && isLower(change, out, in) && tally.permits(out, in)) {
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

    private boolean isLower(double change, int out, int in) {
        double numbers = selection.magnitude(out) + selection.magnitude(in) + Math.abs(selection.coupling(out, in));
        return change < -ROUNDING * numbers;
    }
}
