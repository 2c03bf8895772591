package io.ketstream.optimizer.portfolio;

import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/// Which selections are feasible under [SelectionRules]: those of a permitted number of assets, with as many of every
/// group
/// as it says. Every asset is in one group here, those that are in none of the rules' in the last.
public final class SelectionLimits {

    private final int fewest;
    private final int most;
    private final List<SelectionRules.Group> groups;
    private final int[] groupOf;

    /// By group and number, the logarithm of how many selections of so many of its assets there are.
    private final double[][] subsets;

    /// By group and number selected before it, the logarithm of how many ways there are to go on.
    private final double[][] ways;

    private SelectionLimits(SelectionRules rules) {
        this.fewest = rules.minimum();
        this.most = rules.maximum();
        this.groups = rules.groups();
        this.groupOf = rules.groupOf();
        this.subsets = groups.stream()
                .map(group -> binomials(group.members().size(), group.maximum()))
                .toArray(double[][]::new);
        this.ways = ways();
    }

    /// @param rules with a feasible selection
    public static SelectionLimits of(SelectionRules rules) {
        return new SelectionLimits(rules.tightened());
    }

    /// Every selection of the problem.
    public static SelectionLimits of(SelectionProblem problem) {
        return of(new SelectionRules(problem.size(), problem.minCardinality(), problem.cardinality(), List.of()));
    }

    /// The fewest assets of a selection.
    int fewest() {
        return fewest;
    }

    int most() {
        return most;
    }

    int groups() {
        return groups.size();
    }

    List<Integer> members(int group) {
        return groups.get(group).members();
    }

    int groupOf(int asset) {
        return groupOf[asset];
    }

    int fewest(int group) {
        return groups.get(group).minimum();
    }

    int most(int group) {
        return groups.get(group).maximum();
    }

    /// How many feasible selections there are; infinite beyond the range of a double.
    public double selections() {
        return Math.rint(Math.exp(ways[0][0]));
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

    private double[][] ways() {
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
}
