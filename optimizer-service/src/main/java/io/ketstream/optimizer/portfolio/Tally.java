package io.ketstream.optimizer.portfolio;

/// How many assets of each group a selection has, and which changes leave it feasible.
final class Tally {

    /// In the place of an asset: none leaves, or none enters.
    static final int NOBODY = -1;

    private final SelectionLimits limits;
    private final int[] counts;
    private int selected;

    Tally(SelectionLimits limits, Selection selection) {
        this.limits = limits;
        this.counts = new int[limits.groups()];
        for (int asset = selection.next(0); asset >= 0; asset = selection.next(asset + 1)) {
            count(asset, 1);
        }
    }

    /// Whether `out`, which is selected, may give way to `in`, which is not; one of them may be [#NOBODY].
    boolean permits(int out, int in) {
        if (out == NOBODY) {
            return selected < limits.most() && hasRoom(limits.groupOf(in));
        }
        if (in == NOBODY) {
            return selected > limits.fewest() && canSpare(limits.groupOf(out));
        }
        int from = limits.groupOf(out);
        int to = limits.groupOf(in);
        return from == to || (canSpare(from) && hasRoom(to));
    }

    private boolean hasRoom(int group) {
        return counts[group] < limits.most(group);
    }

    private boolean canSpare(int group) {
        return counts[group] > limits.fewest(group);
    }

    /// Whether so many more assets, or fewer, may be selected.
    boolean permitsMore(int more) {
        return selected + more >= limits.fewest() && selected + more <= limits.most();
    }

    boolean permits(Exchange exchange) {
        make(exchange);
        boolean isFeasible = permitsMore(0);
        for (int g = 0; g < counts.length && isFeasible; g++) {
            isFeasible = counts[g] >= limits.fewest(g) && counts[g] <= limits.most(g);
        }
        make(new Exchange(exchange.in(), exchange.out()));
        return isFeasible;
    }

    void make(Exchange exchange) {
        exchange.out().forEach(asset -> count(asset, -1));
        exchange.in().forEach(this::enter);
    }

    void enter(int asset) {
        count(asset, 1);
    }

    int selected() {
        return selected;
    }

    /// How many assets the groups of a selection that is not complete lack of their least.
    int wanting() {
        int wanting = 0;
        for (int g = 0; g < counts.length; g++) {
            wanting += Math.max(0, limits.fewest(g) - counts[g]);
        }
        return wanting;
    }

    /// Whether a selection that is not complete can take `asset`, and be completed with at most so many assets.
    boolean mayEnter(int asset, int atMost) {
        int group = limits.groupOf(asset);
        int wanting = wanting() - (counts[group] < limits.fewest(group) ? 1 : 0);
        return hasRoom(group) && selected + 1 + wanting <= atMost;
    }

    private void count(int asset, int change) {
        counts[limits.groupOf(asset)] += change;
        selected += change;
    }
}
