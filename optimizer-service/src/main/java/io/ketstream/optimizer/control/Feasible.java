package io.ketstream.optimizer.control;

import io.ketstream.model.problem.SelectionRules;
import io.ketstream.optimizer.portfolio.RandomSelections;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.random.MersenneTwister;

/// The feasible assignments of spins under [SelectionRules]; a selected spin is −1. Every spin is in one
/// group here, those that are in none of the rules' in the last.
final class Feasible {

    private final SelectionRules rules;
    private final List<SelectionRules.Group> groups;
    private final int[] groupOf;
    /// By group and number of spins selected before it: in how many ways it and those after it can be selected.
    private final double[][] ways;
    /// By group and number: how many selections of so many of its spins there are.
    private final double[][] subsets;

    private Feasible(SelectionRules rules) {
        this.rules = rules.tightened();
        this.groups = this.rules.groups();
        this.groupOf = this.rules.groupOf();
        this.subsets = new double[groups.size()][];
        for (int g = 0; g < subsets.length; g++) {
            subsets[g] = binomials(groups.get(g).members().size());
        }
        this.ways = ways();
    }

    static Feasible of(SelectionRules rules) {
        return new Feasible(rules);
    }

    int size() {
        return rules.size();
    }

    /// The fewest spins that are selected.
    int fewest() {
        return rules.minimum();
    }

    int most() {
        return rules.maximum();
    }

    int groups() {
        return groups.size();
    }

    int groupOf(int spin) {
        return groupOf[spin];
    }

    int fewest(int group) {
        return groups.get(group).minimum();
    }

    int most(int group) {
        return groups.get(group).maximum();
    }

    /// Whether every assignment is feasible.
    boolean isEverything() {
        return fewest() == 0
                && most() == size()
                && groups.stream()
                        .allMatch(group -> group.minimum() == 0
                                && group.maximum() == group.members().size());
    }

    /// The number of selected spins, where that is all that is asked.
    OptionalInt cardinality() {
        return groups.size() == 1 && fewest() == most() ? OptionalInt.of(fewest()) : OptionalInt.empty();
    }

    /// How many feasible assignments there are; infinite beyond the range of a double.
    double assignments() {
        return ways[0][0];
    }

    /// How many spins of each group are selected.
    int[] counts(byte[] spins) {
        int[] counts = new int[groups.size()];
        for (int i = 0; i < spins.length; i++) {
            counts[groupOf[i]] += spins[i] < 0 ? 1 : 0;
        }
        return counts;
    }

    /// Whether flipping spin i, of value `spin`, leads from the counts of a feasible assignment to a feasible
    /// one.
    boolean permitsFlip(int i, byte spin, int[] counts) {
        int change = spin < 0 ? -1 : 1;
        int selected = Arrays.stream(counts).sum() + change;
        int inside = counts[groupOf[i]] + change;
        return selected >= fewest() && selected <= most() && inside >= fewest(groupOf[i]) && inside <= most(groupOf[i]);
    }

    /// Whether exchanging the selected spin `out` for `in` does.
    boolean permitsSwap(int out, int in, int[] counts) {
        return groupOf[out] == groupOf[in]
                || (counts[groupOf[out]] > fewest(groupOf[out]) && counts[groupOf[in]] < most(groupOf[in]));
    }

    /// A feasible assignment, each with the same probability.
    byte[] draw(MersenneTwister random) {
        byte[] spins = new byte[size()];
        if (isEverything()) {
            for (int i = 0; i < spins.length; i++) {
                spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            return spins;
        }
        Arrays.fill(spins, (byte) 1);
        int selected = 0;
        for (int g = 0; g < groups.size(); g++) {
            int count = fewest(g) == most(g) ? fewest(g) : drawCount(g, selected, random);
            List<Integer> members = groups.get(g).members();
            RandomSelections.draw(members.size(), count, random).stream().forEach(k -> spins[members.get(k)] = -1);
            selected += count;
        }
        return spins;
    }

    private int drawCount(int group, int selected, MersenneTwister random) {
        double left = random.nextDouble() * ways[group][selected];
        int last = fewest(group);
        for (int count = fewest(group); count <= most(group); count++) {
            double share = subsets[group][count] * ways[group + 1][selected + count];
            if (share > 0) {
                last = count;
                left -= share;
                if (left < 0) {
                    return count;
                }
            }
        }
        return last;
    }

    private double[][] ways() {
        double[][] after = new double[groups.size() + 1][size() + 1];
        Arrays.fill(after[groups.size()], fewest(), most() + 1, 1);
        for (int g = groups.size() - 1; g >= 0; g--) {
            for (int selected = 0; selected + fewest(g) <= size(); selected++) {
                for (int count = fewest(g); count <= most(g) && selected + count <= size(); count++) {
                    if (after[g + 1][selected + count] > 0) {
                        after[g][selected] += subsets[g][count] * after[g + 1][selected + count];
                    }
                }
            }
        }
        return after;
    }

    private static double[] binomials(int n) {
        double[] row = new double[n + 1];
        row[0] = 1;
        for (int k = 1; k <= n; k++) {
            row[k] = Math.rint(row[k - 1] * (n - k + 1) / k);
        }
        return row;
    }
}
