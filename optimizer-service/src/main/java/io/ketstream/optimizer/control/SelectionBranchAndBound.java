package io.ketstream.optimizer.control;

import java.util.Arrays;
import java.util.Comparator;

/// Depth-first branch and bound over feasible selections, of exactly K of n or under other rules.
///
/// In selection form E = c + Σ aᵢxᵢ + Σ_{i<j} qᵢⱼxᵢxⱼ with aᵢ = −2hᵢ − 2Σⱼ Jᵢⱼ and qᵢⱼ = 4Jᵢⱼ. With r still
/// to be chosen among the free ones, each chosen i adds its gain gᵢ (a plus couplings to the selected) and
/// half of its r − 1 couplings to the others chosen: the bound adds the r smallest of gᵢ + ½ Σ of the r − 1
/// smallest free qᵢⱼ (the argument of Gilmore and Lawler for quadratic assignment). Where r may vary, the
/// least of all r counts. Which selections are left is known by their counts: what leads to none is not gone
/// into.
final class SelectionBranchAndBound {

    /// Above this size only the bound at the root is taken: the table of the others grows with the cube.
    private static final int LARGEST = 100;

    private final SpinModel model;
    private final Feasible feasible;
    private final int size;
    private final long budget;
    private final double tolerance;
    private final int[] order;
    private final double[] gains;
    /// By first free position, i and r: the sum of the r smallest qᵢⱼ over free j ≠ i, where positions below
    /// the first free one are decided.
    private final double[][][] smallest;
    private final byte[] spins;
    private final int[] selected;
    private final int[] undecided;
    private double best;
    private byte[] bestSpins;
    private long count;
    private long nodes;

    private SelectionBranchAndBound(SpinModel model, Feasible feasible, byte[] incumbent, long budget) {
        this.model = model;
        this.feasible = feasible;
        this.size = model.size();
        this.budget = budget;
        this.tolerance = model.tolerance();
        this.best = model.energy(incumbent);
        this.bestSpins = incumbent.clone();
        this.spins = new byte[size];
        Arrays.fill(spins, (byte) 1);
        double[] own = model.localFields(spins);
        Integer[] ranked = new Integer[size];
        Arrays.setAll(ranked, i -> i);
        // The incumbent's selection first, strongest gain first: good assignments come early.
        Arrays.sort(ranked, Comparator.<Integer>comparingInt(i -> incumbent[i]).thenComparingDouble(i -> -own[i]));
        this.order = Arrays.stream(ranked).mapToInt(i -> i).toArray();
        this.gains = new double[size];
        for (int p = 0; p < size; p++) {
            gains[p] = -2 * own[order[p]];
        }
        int depths = size <= LARGEST ? size : 1;
        this.smallest = new double[depths][size][];
        for (int depth = 0; depth < depths; depth++) {
            for (int p = depth; p < size; p++) {
                smallest[depth][p] = smallestSums(depth, p, feasible.most());
            }
        }
        this.selected = new int[feasible.groups()];
        this.undecided = new int[feasible.groups()];
        for (int i = 0; i < size; i++) {
            undecided[feasible.groupOf(i)]++;
        }
    }

    static SpinOptimum run(SpinModel model, Feasible feasible, byte[] incumbent, long budget) {
        var search = new SelectionBranchAndBound(model, feasible, incumbent, budget);
        double empty = model.energy(search.spins);
        double open = model.size() <= LARGEST
                ? search.search(0, 0, empty)
                : empty + search.open(0, feasible.fewest(), feasible.most());
        double bound = Math.min(open, search.best);
        if (bound >= search.best - search.tolerance) {
            bound = search.best;
        }
        boolean finished = model.size() <= LARGEST && search.nodes < budget;
        return new SpinOptimum(search.best, search.bestSpins, finished ? search.count : -1, bound, search.nodes);
    }

    /// A lower bound of the subtree that is the energy of its best assignment if the subtree was searched
    /// whole.
    private double search(int depth, int chosen, double energy) {
        int least = feasible.fewest() - chosen;
        int most = feasible.most() - chosen;
        int owed = 0;
        int room = 0;
        for (int g = 0; g < selected.length; g++) {
            int missing = feasible.fewest(g) - selected[g];
            int free = Math.min(feasible.most(g) - selected[g], undecided[g]);
            if (free < 0 || missing > undecided[g]) {
                return Double.POSITIVE_INFINITY;
            }
            owed += Math.max(0, missing);
            room += free;
        }
        least = Math.max(least, owed);
        most = Math.min(most, room);
        if (least > most) {
            return Double.POSITIVE_INFINITY;
        }
        if (most == 0) {
            nodes++;
            meet();
            return energy;
        }
        double bound = energy + open(depth, least, most);
        if (bound > best + tolerance || nodes >= budget) {
            return bound;
        }
        nodes++;
        int i = order[depth];
        int group = feasible.groupOf(i);
        double[] before = gains.clone();
        undecided[group]--;
        selected[group]++;
        spins[i] = -1;
        for (int p = depth + 1; p < size; p++) {
            gains[p] += 4 * model.coupling(i, order[p]);
        }
        double with = search(depth + 1, chosen + 1, energy + before[depth]);
        spins[i] = 1;
        selected[group]--;
        System.arraycopy(before, 0, gains, 0, size);
        double without = search(depth + 1, chosen, energy);
        undecided[group]++;
        return Math.max(bound, Math.min(with, without));
    }

    /// A lower bound of what `least` to `most` further selections from position `depth` on add.
    private double open(int depth, int least, int most) {
        double lowest = least == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int missing = Math.max(1, least); missing <= most; missing++) {
            lowest = Math.min(lowest, open(depth, missing));
        }
        return lowest;
    }

    /// A lower bound of what `missing` further selections from position `depth` on add.
    private double open(int depth, int missing) {
        double[] shares = new double[size - depth];
        for (int p = depth; p < size; p++) {
            shares[p - depth] = gains[p] + smallest[depth][p][missing - 1] / 2;
        }
        Arrays.sort(shares);
        double sum = 0;
        for (int k = 0; k < missing; k++) {
            sum += shares[k];
        }
        return sum;
    }

    private double[] smallestSums(int depth, int position, int ones) {
        double[] couplings = new double[size - depth - 1];
        int at = 0;
        for (int p = depth; p < size; p++) {
            if (p != position) {
                couplings[at++] = 4 * model.coupling(order[position], order[p]);
            }
        }
        Arrays.sort(couplings);
        double[] sums = new double[Math.max(1, ones)];
        for (int r = 1; r < sums.length; r++) {
            sums[r] = sums[r - 1] + (r <= couplings.length ? couplings[r - 1] : 0);
        }
        return sums;
    }

    private void meet() {
        double energy = model.energy(spins);
        if (energy < best - tolerance) {
            best = energy;
            bestSpins = spins.clone();
            count = 1;
        } else if (energy <= best + tolerance) {
            count++;
        }
    }
}
