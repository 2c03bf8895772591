package io.ketstream.optimizer.portfolio;

import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/// Which selections of a given number of assets are feasible: those with as many of every group as it says. Groups are
/// disjoint, and every asset is in one.
public final class SelectionLimits implements PermittedSwaps {

    private final int cardinality;
    private final List<SelectionRules.Group> groups;
    private final int[] groupOf;

    /// Logarithms of how many ways there are to take so many of a group,
    private final double[][] binomials;

    /// and so many of a group and those after it.
    private final double[][] ways;

    private SelectionLimits(SelectionRules rules) {
        this.cardinality = rules.minimum();
        this.groups = rules.groups();
        this.groupOf = rules.groupOf();
        this.binomials = groups.stream()
                .map(group -> binomials(group.members().size(), group.maximum()))
                .toArray(double[][]::new);
        this.ways = ways();
    }

    /// @param rules with one number of assets, and a feasible selection
    public static SelectionLimits of(SelectionRules rules) {
        if (rules.minimum() != rules.maximum()) {
            throw new IllegalArgumentException(
                    "a selection here has one number of assets, not " + rules.minimum() + " to " + rules.maximum());
        }
        return new SelectionLimits(rules.tightened());
    }

    /// Every selection of the problem's cardinality.
    static SelectionLimits none(SelectionProblem problem) {
        return of(SelectionRules.exactly(problem.cardinality(), problem.size()));
    }

    @Override
    public boolean permits(Selection selection, int out, int in) {
        int from = groupOf[out];
        int to = groupOf[in];
        return from == to
                || (count(selection, from) > groups.get(from).minimum()
                        && count(selection, to) < groups.get(to).maximum());
    }

    /// Whether a selection that is not complete can take one more of an asset's group, and be completed.
    boolean mayEnter(Selection selection, int asset) {
        int entered = groupOf[asset];
        int selected = 0;
        int wanting = 0;
        for (int g = 0; g < groups.size(); g++) {
            int count = count(selection, g) + (g == entered ? 1 : 0);
            selected += count;
            wanting += Math.max(0, groups.get(g).minimum() - count);
            if (count > groups.get(g).maximum()) {
                return false;
            }
        }
        return selected + wanting <= cardinality;
    }

    /// Every feasible selection equally likely: how many of each group in proportion to the selections that there are
    /// then, which ones at random.
    public BitSet draw(MersenneTwister random) {
        var assets = new BitSet();
        int left = cardinality;
        for (int g = 0; g < groups.size(); g++) {
            SelectionRules.Group group = groups.get(g);
            int count = count(g, left, random);
            RandomSelections.draw(group.members().size(), count, random).stream()
                    .forEach(a -> assets.set(group.members().get(a)));
            left -= count;
        }
        return assets;
    }

    private int count(int g, int left, MersenneTwister random) {
        SelectionRules.Group group = groups.get(g);
        int last = Math.min(group.maximum(), left);
        double ahead = g == groups.size() - 1 || group.minimum() == last ? 0 : random.nextDouble();
        int likely = -1;
        for (int count = group.minimum(); count <= last; count++) {
            double share = share(g, left, count);
            if (share > 0) {
                likely = count;
                ahead -= share;
                if (ahead < 0) {
                    break;
                }
            }
        }
        return likely;
    }

    /// Of the selections of `left` assets of group g and those after it, the share of those with `count` of g.
    private double share(int g, int left, int count) {
        return Math.exp(binomials[g][count] + ways[g + 1][left - count] - ways[g][left]);
    }

    private static double[] binomials(int size, int most) {
        double[] logarithms = new double[most + 1];
        for (int count = 1; count <= most; count++) {
            logarithms[count] = logarithms[count - 1] + Math.log((size - count + 1.0) / count);
        }
        return logarithms;
    }

    private double[][] ways() {
        double[][] found = new double[groups.size() + 1][cardinality + 1];
        for (double[] row : found) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        found[groups.size()][0] = 0;
        for (int g = groups.size() - 1; g >= 0; g--) {
            SelectionRules.Group group = groups.get(g);
            for (int k = group.minimum(); k <= cardinality; k++) {
                double largest = Double.NEGATIVE_INFINITY;
                double sum = 0;
                for (int count = group.minimum(); count <= Math.min(group.maximum(), k); count++) {
                    double logarithm = binomials[g][count] + found[g + 1][k - count];
                    if (logarithm > largest) {
                        sum = sum * Math.exp(largest - logarithm) + 1;
                        largest = logarithm;
                    } else if (logarithm > Double.NEGATIVE_INFINITY) {
                        sum += Math.exp(logarithm - largest);
                    }
                }
                found[g][k] = sum == 0 ? Double.NEGATIVE_INFINITY : largest + Math.log(sum);
            }
        }
        return found;
    }

    private static int count(Selection selection, List<Integer> members) {
        int count = 0;
        for (int member : members) {
            count += selection.contains(member) ? 1 : 0;
        }
        return count;
    }

    private int count(Selection selection, int g) {
        return count(selection, groups.get(g).members());
    }
}
