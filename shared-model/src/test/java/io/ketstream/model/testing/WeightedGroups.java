package io.ketstream.model.testing;

import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups with bounds of their weights, at random, and weights that keep them, by filling up.
public final class WeightedGroups {

    /// Shares add up to 1 with as much of an error.
    private static final double ROUNDING = 1e-9;

    private WeightedGroups() {}

    /// Any constraints whose groups' least weights fit into the capital, also those that leave no selection.
    public static PortfolioConstraints constraints(List<String> symbols, Random random, int mostGroups) {
        var shuffled = new ArrayList<>(symbols);
        Collections.shuffle(shuffled, random);
        var groups = new ArrayList<AssetGroup>();
        int from = 0;
        double free = 1;
        for (int g = 1 + random.nextInt(mostGroups); g > 0 && from < symbols.size(); g--) {
            int size = 1 + random.nextInt(Math.min(4, symbols.size() - from));
            boolean isCounted = random.nextInt(3) == 0;
            int least = isCounted ? random.nextInt(size + 1) : 0;
            int most = isCounted ? least + random.nextInt(size - least + 1) : size;
            Double lowest = random.nextBoolean() ? null : (Double) (free * random.nextInt(6) / 10.0);
            double bottom = lowest == null ? 0 : lowest;
            Double highest =
                    random.nextBoolean() ? null : (Double) Math.clamp(bottom + 0.1 * random.nextInt(8), 0.05, 1);
            free -= bottom;
            groups.add(new AssetGroup("G" + g, shuffled.subList(from, from + size), least, most, lowest, highest));
            from += size;
        }
        Collections.shuffle(shuffled, random);
        int mandatory = random.nextInt(3) > 0 ? 0 : random.nextInt(3);
        int forbidden = random.nextInt(3) > 0 ? 0 : random.nextInt(3);
        int count = 1 + random.nextInt(symbols.size());
        return new PortfolioConstraints(
                random.nextInt(3) > 0 ? null : (Integer) (1 + random.nextInt(symbols.size())),
                groups,
                shuffled.subList(0, mandatory),
                shuffled.subList(mandatory, mandatory + forbidden),
                random.nextBoolean() ? null : (Double) (1.0 / (count + 1 + random.nextInt(symbols.size()))),
                random.nextBoolean() ? null : (Double) (1.0 / count));
    }

    /// Weights of the assets with `bits >>> i & 1`, or null if there are none: each at its least, then each group
    /// at its least, then anything that has room.
    public static double @Nullable [] weights(List<String> symbols, PortfolioConstraints constraints, long bits) {
        double least = constraints.minWeight() == null ? 0 : constraints.minWeight();
        double[] weights = new double[symbols.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (bits >>> i & 1) * least;
        }
        Set<String> grouped = new HashSet<>();
        for (AssetGroup group : constraints.groups()) {
            fill(weights, symbols, constraints, group.symbols(), bits, group.leastWeight());
            grouped.addAll(group.symbols());
        }
        for (AssetGroup group : constraints.groups()) {
            double missing = 1 - Arrays.stream(weights).sum();
            double goal = Math.min(group.mostWeight(), sum(weights, symbols, group.symbols()) + missing);
            fill(weights, symbols, constraints, group.symbols(), bits, goal);
        }
        List<String> others =
                symbols.stream().filter(symbol -> !grouped.contains(symbol)).toList();
        double missing = 1 - Arrays.stream(weights).sum();
        fill(weights, symbols, constraints, others, bits, sum(weights, symbols, others) + missing);
        return areKept(weights, symbols, constraints) ? weights : null;
    }

    private static void fill(
            double[] weights,
            List<String> symbols,
            PortfolioConstraints constraints,
            List<String> members,
            long bits,
            double goal) {
        double most = constraints.maxWeight() == null ? 1 : constraints.maxWeight();
        double missing = goal - sum(weights, symbols, members);
        for (String member : members) {
            int i = symbols.indexOf(member);
            double more = Math.clamp(missing, 0, Math.max(0, (bits >>> i & 1) * most - weights[i]));
            weights[i] += more;
            missing -= more;
        }
    }

    private static double sum(double[] weights, List<String> symbols, List<String> members) {
        return members.stream()
                .mapToDouble(member -> weights[symbols.indexOf(member)])
                .sum();
    }

    /// Whether weights add up to 1 and groups have theirs, by the words of the user.
    public static boolean areKept(double[] weights, List<String> symbols, PortfolioConstraints constraints) {
        return Math.abs(Arrays.stream(weights).sum() - 1) <= ROUNDING
                && constraints.groups().stream().allMatch(group -> {
                    double sum = sum(weights, symbols, group.symbols());
                    return sum >= group.leastWeight() - ROUNDING && sum <= group.mostWeight() + ROUNDING;
                });
    }
}
