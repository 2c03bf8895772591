package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.SelectionRules;
import java.util.List;
import java.util.function.Predicate;

/// How many assets to select where rules permit a range: as many as a greedy selection has where it is best.
///
/// That selects asset by asset, always the one that raises f(x) = q·xᵀΣx − μᵀx least, the first of them: of groups that
/// lack some of their least as long as there are any, then of all that have not their most.
///
/// Numbers that leave something to choose come first: one that takes none, or all, of the assets that rules leave
/// open would make a portfolio without a circuit.
public final class GreedyCount {

    private final RealVector returns;
    private final RealMatrix covariance;
    private final double riskAversion;
    private final List<SelectionRules.Group> groups;
    private final int[] groupOf;
    private final int[] counts;
    private final boolean[] selected;

    /// Σx.
    private final double[] risk;

    private GreedyCount(RealVector returns, RealMatrix covariance, double riskAversion, SelectionRules rules) {
        this.returns = returns;
        this.covariance = covariance;
        this.riskAversion = riskAversion;
        this.groups = rules.groups();
        this.groupOf = rules.groupOf();
        this.counts = new int[groups.size()];
        this.selected = new boolean[rules.size()];
        this.risk = new double[rules.size()];
    }

    /// The count with the lowest f of those that leave something to choose, or of all where none does; the smallest
    /// of them. O(n·K).
    ///
    /// @param returns μ, less whatever else selecting an asset costs
    /// @param riskAversion q
    /// @param rules with a feasible selection
    public static int of(RealVector returns, RealMatrix covariance, double riskAversion, SelectionRules rules) {
        SelectionRules tight = rules.tightened();
        int selected =
                members(tight, group -> group.minimum() == group.members().size());
        int leftOut = members(tight, group -> group.maximum() == 0);
        int fewest = Math.max(tight.minimum(), selected + 1);
        int most = Math.min(tight.maximum(), rules.size() - leftOut - 1);
        return fewest <= most
                ? of(returns, covariance, riskAversion, tight, fewest, most)
                : of(returns, covariance, riskAversion, tight, tight.minimum(), tight.maximum());
    }

    private static int of(
            RealVector returns, RealMatrix covariance, double aversion, SelectionRules rules, int fewest, int most) {
        return fewest == most ? fewest : new GreedyCount(returns, covariance, aversion, rules).best(fewest, most);
    }

    private static int members(SelectionRules rules, Predicate<SelectionRules.Group> wanted) {
        return rules.groups().stream()
                .filter(wanted)
                .mapToInt(group -> group.members().size())
                .sum();
    }

    private int best(int fewest, int most) {
        int wanting = groups.stream().mapToInt(SelectionRules.Group::minimum).sum();
        double value = 0;
        double lowest = Double.POSITIVE_INFINITY;
        int best = fewest;
        for (int count = 0; count <= most; count++) {
            if (count >= fewest && value < lowest) {
                lowest = value;
                best = count;
            }
            if (count < most) {
                value += select(next(count < wanting));
            }
        }
        return best;
    }

    private int next(boolean areWanted) {
        int next = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int asset = 0; asset < selected.length; asset++) {
            SelectionRules.Group group = groups.get(groupOf[asset]);
            boolean mayEnter = counts[groupOf[asset]] < (areWanted ? group.minimum() : group.maximum());
            if (mayEnter && !selected[asset] && entering(asset) < least) {
                least = entering(asset);
                next = asset;
            }
        }
        return next;
    }

    /// What it does to f.
    private double entering(int asset) {
        return riskAversion * (covariance.get(asset, asset) + 2 * risk[asset]) - returns.get(asset);
    }

    private double select(int asset) {
        double change = entering(asset);
        selected[asset] = true;
        counts[groupOf[asset]]++;
        RealVector row = covariance.row(asset);
        for (int i = 0; i < risk.length; i++) {
            risk[i] += row.get(i);
        }
        return change;
    }
}
