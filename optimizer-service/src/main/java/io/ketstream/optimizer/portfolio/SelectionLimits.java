package io.ketstream.optimizer.portfolio;

import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/// Which selections are feasible under [SelectionRules]: those of a permitted number of assets, with as many of every
/// group
/// as it says. Every asset is in one group here, those that are in none of the rules' in the last.
public final class SelectionLimits implements PermittedSwaps {

    private final int most;
    private final List<SelectionRules.Group> groups;
    private final int[] groupOf;

    /// By group and number, the logarithm of how many selections of so many of its assets there are.
    private final double[][] subsets;

    /// By group and number selected before it, the logarithm of how many ways there are to go on.
    private final double[][] ways;

    private SelectionLimits(SelectionRules rules) {
        this.most = rules.maximum();
        this.groups = rules.groups();
        this.groupOf = rules.groupOf();
        this.subsets = groups.stream()
                .map(group -> binomials(group.members().size(), group.maximum()))
                .toArray(double[][]::new);
        this.ways = ways(rules.minimum());
    }

    /// @param rules with a feasible selection
    public static SelectionLimits of(SelectionRules rules) {
        return new SelectionLimits(rules.tightened());
    }

    /// Every selection of the problem's cardinality.
    static SelectionLimits none(SelectionProblem problem) {
        return of(SelectionRules.exactly(problem.cardinality(), problem.size()));
    }

    /// How many feasible selections there are; infinite beyond the range of a double.
    public double selections() {
        return Math.rint(Math.exp(ways[0][0]));
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
        return selected + wanting <= most;
    }

    /// Every feasible selection equally likely: how many of each group in proportion to the selections that there are
    /// then, which ones at random.
    public BitSet draw(MersenneTwister random) {
        var assets = new BitSet();
        int selected = 0;
        for (int g = 0; g < groups.size(); g++) {
            SelectionRules.Group group = groups.get(g);
            int count = group.minimum() == group.maximum() ? group.minimum() : drawCount(g, selected, random);
            RandomSelections.draw(group.members().size(), count, random).stream()
                    .forEach(a -> assets.set(group.members().get(a)));
            selected += count;
        }
        return assets;
    }

    private int drawCount(int g, int selected, MersenneTwister random) {
        SelectionRules.Group group = groups.get(g);
        double left = random.nextDouble();
        int last = group.minimum();
        for (int count = group.minimum(); count <= group.maximum() && selected + count <= most; count++) {
            double share = Math.exp(subsets[g][count] + ways[g + 1][selected + count] - ways[g][selected]);
            if (share > 0) {
                last = count;
                left -= share;
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private double[][] ways(int fewest) {
        double[][] after = new double[groups.size() + 1][most + 1];
        for (double[] row : after) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        Arrays.fill(after[groups.size()], fewest, most + 1, 0);
        for (int g = groups.size() - 1; g >= 0; g--) {
            for (int selected = 0; selected <= most; selected++) {
                after[g][selected] = waysOn(g, selected, after[g + 1]);
            }
        }
        return after;
    }

    /// log Σ exp, beside the largest of its terms.
    private double waysOn(int g, int selected, double[] after) {
        SelectionRules.Group group = groups.get(g);
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int count = group.minimum(); count <= group.maximum() && selected + count <= most; count++) {
            double logarithm = subsets[g][count] + after[selected + count];
            if (logarithm > largest) {
                sum = sum * Math.exp(largest - logarithm) + 1;
                largest = logarithm;
            } else if (logarithm > Double.NEGATIVE_INFINITY) {
                sum += Math.exp(logarithm - largest);
            }
        }
        return sum == 0 ? Double.NEGATIVE_INFINITY : largest + Math.log(sum);
    }

    private static double[] binomials(int size, int largest) {
        double[] logarithms = new double[largest + 1];
        for (int count = 1; count <= largest; count++) {
            logarithms[count] = logarithms[count - 1] + Math.log((size - count + 1.0) / count);
        }
        return logarithms;
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
