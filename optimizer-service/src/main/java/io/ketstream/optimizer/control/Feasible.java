package io.ketstream.optimizer.control;

import io.ketstream.model.problem.SelectionRules;
import io.ketstream.optimizer.portfolio.SelectionLimits;
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
    private final SelectionLimits limits;

    private Feasible(SelectionRules rules) {
        this.rules = rules.tightened();
        this.groups = this.rules.groups();
        this.groupOf = this.rules.groupOf();
        this.limits = SelectionLimits.of(rules);
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
        return limits.selections();
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
        limits.draw(random).stream().forEach(i -> spins[i] = -1);
        return spins;
    }
}
