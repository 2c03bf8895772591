package io.ketstream.model.problem;

import io.ketstream.model.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// How many assets of each group a selection has, so that weights can keep the bounds of groups and of assets.
///
/// A group with c assets has between max(minWeight, c·least) and min(maxWeight, c·most) of the capital. Weights
/// exist where none of these ranges is empty, their lower ends add up to at most 1 and their upper ends to at
/// least 1. Ranges of counts say the first exactly. For the other two, ranges are narrowed no further than is
/// necessary for all selections in them to have weights: least counts are raised in proportion to the groups'
/// least weights, then largest counts lowered in proportion to their largest. Counts of groups without bounds of
/// weights stay as they are.
final class GroupCounts {

    private final PortfolioConstraints constraints;
    private final List<AssetGroup> groups;
    private final int cardinality;
    private final double least;
    private final double most;
    private final int[] fewest;
    private final int[] greatest;

    private GroupCounts(PortfolioConstraints constraints, int cardinality) {
        this.constraints = constraints;
        this.groups = constraints.groups();
        this.cardinality = cardinality;
        this.least = constraints.minWeight() == null ? 0 : constraints.minWeight();
        this.most = constraints.maxWeight() == null ? 1 : constraints.maxWeight();
        this.fewest = groups.stream().mapToInt(AssetGroup::minCount).toArray();
        this.greatest = groups.stream().mapToInt(AssetGroup::maxCount).toArray();
    }

    /// @throws InvalidValueException naming the constraints that leave no weights
    static GroupCounts of(PortfolioConstraints constraints, int cardinality) {
        var counts = new GroupCounts(constraints, cardinality);
        if (constraints.groups().stream().anyMatch(AssetGroup::isWeighted)) {
            counts.narrow();
        }
        return counts;
    }

    int fewest(int group) {
        return fewest[group];
    }

    int most(int group) {
        return greatest[group];
    }

    private void narrow() {
        for (int g = 0; g < fewest.length; g++) {
            if (groups.get(g).isWeighted()) {
                narrow(g);
            }
        }
        raise();
        lower();
    }

    /// To the counts that the group's own range of weights permits.
    private void narrow(int g) {
        AssetGroup group = groups.get(g);
        int low = Math.max(group.minCount(), inGroup(constraints.mandatory(), group));
        int high = Math.min(group.maxCount(), group.symbols().size() - inGroup(constraints.forbidden(), group));
        int needed = PortfolioConstraints.whole(Math.ceil(group.leastWeight() / most - PortfolioConstraints.ROUNDING));
        int permitted = least == 0 || group.maxWeight() == null
                ? Integer.MAX_VALUE
                : PortfolioConstraints.whole(Math.floor(group.maxWeight() / least + PortfolioConstraints.ROUNDING));
        String field = "constraints.groups[" + g + "]";
        if (needed > high) {
            throw new InvalidValueException(
                    field + ".minWeight",
                    "must be at most " + share(high * most) + ": at most " + high + " of '" + group.name()
                            + "' are selected, with at most " + share(most) + " each");
        }
        if (permitted < low) {
            throw new InvalidValueException(
                    field + ".maxWeight",
                    "must be at least " + share(low * least) + ": at least " + low + " of '" + group.name()
                            + "' are selected, with at least " + share(least) + " each");
        }
        if (needed > permitted) {
            throw new InvalidValueException(
                    field,
                    "must leave a number of assets: minWeight needs at least " + needed + ", maxWeight permits at most "
                            + permitted);
        }
        fewest[g] = Math.max(low, needed);
        greatest[g] = Math.min(high, permitted);
    }

    /// Until the least weights of all assets and groups fit into the capital. They take most of it where groups are
    /// at their fewest.
    private void raise() {
        int[] given = fewest.clone();
        var steps = new ArrayList<Double>();
        for (int g = 0; g < given.length; g++) {
            if (groups.get(g).leastWeight() > 0) {
                for (int count = given[g] + 1; count <= greatest[g]; count++) {
                    steps.add(count / groups.get(g).leastWeight());
                }
            }
        }
        IntPredicate kept = step -> {
            for (int g = 0; step >= 0 && g < given.length; g++) {
                double wanted =
                        Math.ceil(steps.get(step) * groups.get(g).leastWeight() - PortfolioConstraints.ROUNDING);
                fewest[g] = Math.max(given[g], Math.min(greatest[g], (int) wanted));
            }
            return leastWeights() <= 1 + PortfolioConstraints.ROUNDING;
        };
        steps.sort(null);
        if (!firstKept(kept, steps.size())) {
            throw conflict(true);
        }
    }

    /// Until the largest weights reach the capital: with the fewest assets, as many as possible of them in groups that
    /// have too many.
    private void lower() {
        int[] given = greatest.clone();
        var steps = new ArrayList<Double>();
        for (int g = 0; g < given.length; g++) {
            if (groups.get(g).maxWeight() != null) {
                for (int count = fewest[g]; count < given[g]; count++) {
                    steps.add(count / groups.get(g).mostWeight());
                }
            }
        }
        IntPredicate kept = step -> {
            for (int g = 0; step >= 0 && g < given.length; g++) {
                if (groups.get(g).maxWeight() != null) {
                    double wanted =
                            Math.floor(steps.get(step) * groups.get(g).mostWeight() + PortfolioConstraints.ROUNDING);
                    greatest[g] = Math.max(fewest[g], Math.min(given[g], (int) wanted));
                }
            }
            return largestWeights() >= 1 - PortfolioConstraints.ROUNDING;
        };
        steps.sort((one, other) -> Double.compare(other, one));
        if (!firstKept(kept, steps.size())) {
            throw conflict(false);
        }
    }

    /// Leaves the counts at the first step at which the rule is kept, as all after it do; -1 is no step at all.
    private static boolean firstKept(IntPredicate kept, int steps) {
        if (kept.test(-1)) {
            return true;
        }
        int broken = -1;
        int keeping = steps;
        while (keeping - broken > 1) {
            int middle = (broken + keeping) >>> 1;
            if (kept.test(middle)) {
                keeping = middle;
            } else {
                broken = middle;
            }
        }
        return keeping < steps && kept.test(keeping);
    }

    private double leastWeights() {
        double sum = least * constraints.most(cardinality);
        for (int g = 0; g < fewest.length; g++) {
            sum += Math.max(0, groups.get(g).leastWeight() - fewest[g] * least);
        }
        return sum;
    }

    /// By how many assets of the fewest are in which group: what a group has above its largest weight is lost.
    private double largestWeights() {
        int taken = 0;
        double lost = 0;
        for (int g = 0; g < fewest.length; g++) {
            taken += Math.max(fewest[g], inGroup(constraints.mandatory(), groups.get(g)));
            lost += lost(g, fewest[g]);
        }
        int grouped = groups.stream()
                .mapToInt(group -> inGroup(constraints.mandatory(), group))
                .sum();
        taken += constraints.mandatory().size() - grouped;
        int assets = Math.max(constraints.fewest(cardinality), taken);
        double[] further = new double[assets - taken + 1];
        for (int g = 0; g < fewest.length; g++) {
            if (lost(g, greatest[g]) > lost(g, fewest[g])) {
                add(g, further);
            }
        }
        return most * assets - lost - further[further.length - 1];
    }

    /// @param further the most that is lost with at most so many assets more than the fewest of each group
    private void add(int g, double[] further) {
        int room = greatest[g] - fewest[g];
        for (int assets = further.length - 1; assets > 0; assets--) {
            for (int more = 1; more <= Math.min(room, assets); more++) {
                double gained = lost(g, fewest[g] + more) - lost(g, fewest[g]);
                further[assets] = Math.max(further[assets], further[assets - more] + gained);
            }
        }
    }

    private double lost(int g, int count) {
        Double bound = groups.get(g).maxWeight();
        return bound == null ? 0 : Math.max(0, count * most - bound);
    }

    private InvalidValueException conflict(boolean isLeast) {
        var parts = new ArrayList<String>();
        for (AssetGroup group : groups) {
            if (isLeast ? group.leastWeight() > 0 : group.maxWeight() != null) {
                parts.add("group '" + group.name() + "' ("
                        + (isLeast ? "at least " + share(group.leastWeight()) : "at most " + share(group.mostWeight()))
                        + " of the capital)");
            }
        }
        if (isLeast) {
            parts.add("minWeight (" + share(least) + " of each of up to " + constraints.most(cardinality) + " assets)");
        } else {
            parts.add("the assets that have to be selected ("
                    + Arrays.stream(fewest).sum() + " in groups, of " + constraints.fewest(cardinality) + ")");
        }
        return new InvalidValueException(
                "constraints", "must leave weights to every selection; these conflict: " + String.join(", ", parts));
    }

    private static int inGroup(List<String> symbols, AssetGroup group) {
        return (int) symbols.stream().filter(group.symbols()::contains).count();
    }

    /// Without the digits that adding up leaves.
    static double share(double share) {
        return Math.round(share * 1e9) / 1e9;
    }
}
