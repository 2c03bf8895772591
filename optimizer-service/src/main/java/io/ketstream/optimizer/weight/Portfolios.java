package io.ketstream.optimizer.weight;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.problem.Weighting;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.Portfolio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Sets the weights of a selection, and those that it is compared with.
public final class Portfolios {

    private final PortfolioProblem problem;
    private final List<String> symbols;
    private final RealVector returns;
    private final RealMatrix covariance;
    private final PortfolioConstraints constraints;
    private final Weighting weighting;
    private final double aversion;
    private final RealVector held;

    private Portfolios(PortfolioProblem problem, List<String> symbols, RealVector returns, RealMatrix covariance) {
        this.problem = problem;
        this.symbols = symbols;
        this.returns = returns;
        this.covariance = covariance;
        this.constraints = problem.constraintsOrNone();
        this.weighting = problem.weighting() == null ? Weighting.LONG_ONLY : problem.weighting();
        this.aversion = weighting.riskAversion() == null ? problem.riskAversion() : weighting.riskAversion();
        this.held = held(problem.turnover());
    }

    /// @param problem in numbers
    /// @param selection symbols of a feasible selection
    public static Portfolio of(PortfolioProblem problem, List<String> selection) {
        return of(
                problem,
                Objects.requireNonNull(problem.symbols()),
                Objects.requireNonNull(problem.expectedReturns()),
                Objects.requireNonNull(problem.covariance()),
                selection);
    }

    /// Of a problem whose numbers are elsewhere.
    ///
    /// @param symbols that may be chosen, or are forbidden
    /// @param returns of these, as `covariance`
    /// @param selection symbols of a feasible selection
    public static Portfolio of(
            PortfolioProblem problem,
            List<String> symbols,
            RealVector returns,
            RealMatrix covariance,
            List<String> selection) {
        return new Portfolios(problem, symbols, returns, covariance).of(Set.copyOf(selection));
    }

    /// The best weights of all assets that are not forbidden, of a problem whose numbers are elsewhere.
    public static Allocation meanVariance(
            PortfolioProblem problem, List<String> symbols, RealVector returns, RealMatrix covariance) {
        var portfolios = new Portfolios(problem, symbols, returns, covariance);
        return portfolios.allocation(
                portfolios.program(portfolios.permitted(), 0, false).solve());
    }

    /// What is held, as it is.
    public static Allocation held(
            PortfolioProblem problem, List<String> symbols, RealVector returns, RealMatrix covariance) {
        var portfolios = new Portfolios(problem, symbols, returns, covariance);
        return portfolios.allocation(portfolios.held.toArray());
    }

    private IntPredicate permitted() {
        Set<String> forbidden = Set.copyOf(constraints.forbidden());
        return i -> !forbidden.contains(symbols.get(i));
    }

    private Portfolio of(Set<String> selection) {
        IntPredicate selected = i -> selection.contains(symbols.get(i));
        IntPredicate permitted = permitted();
        double[] equal = new double[symbols.size()];
        for (int i = 0; i < equal.length; i++) {
            equal[i] = selected.test(i) ? 1.0 / selection.size() : 0;
        }
        return new Portfolio(
                allocation(program(selected, leastWeight(constraints.minWeight()), false)
                        .solve()),
                allocation(equal),
                allocation(program(permitted, 0, true).solve()),
                allocation(program(permitted, 0, false).solve()));
    }

    /// Short positions take the place of a least weight.
    private double leastWeight(@Nullable Double minWeight) {
        return minWeight == null || isShortPermitted() ? 0 : minWeight;
    }

    private boolean isShortPermitted() {
        return weighting.style() == Weighting.Style.LONG_SHORT;
    }

    /// @param least of the weights of `assets`, all others are 0
    /// @param riskOnly whether neither return nor turnover counts
    private MeanVariance program(IntPredicate assets, double least, boolean riskOnly) {
        double most = constraints.maxWeight() == null ? weighting.grossExposure() : constraints.maxWeight();
        double[] lower = new double[symbols.size()];
        double[] upper = new double[symbols.size()];
        for (int i = 0; i < upper.length; i++) {
            if (assets.test(i)) {
                lower[i] = isShortPermitted() ? -most : least;
                upper[i] = most;
            }
        }
        Turnover turnover = problem.turnover();
        return new MeanVariance(
                riskOnly ? RealVector.zeros(symbols.size()) : returns,
                covariance,
                riskOnly ? 1 : aversion,
                RealVector.of(lower),
                RealVector.of(upper),
                groups(lower, upper),
                riskOnly || turnover == null ? 0 : turnover.cost(),
                held,
                weighting.grossExposure());
    }

    /// Those whose weight has a bound. What counts of assets permit within rounding is permitted.
    private List<WeightGroup> groups(double[] lower, double[] upper) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            index.put(symbols.get(i), i);
        }
        var groups = new ArrayList<WeightGroup>();
        for (AssetGroup group : constraints.groups()) {
            if (group.isWeighted()) {
                List<Integer> members = group.symbols().stream()
                        .map(symbol -> Objects.requireNonNull(index.get(symbol)))
                        .toList();
                double lowest = members.stream().mapToDouble(i -> lower[i]).sum();
                double highest = members.stream().mapToDouble(i -> upper[i]).sum();
                groups.add(new WeightGroup(
                        members, Math.min(group.leastWeight(), highest), Math.max(group.mostWeight(), lowest)));
            }
        }
        return groups;
    }

    private Allocation allocation(double[] weights) {
        int assets = symbols.size();
        double[] marginal = new double[assets];
        double expected = 0;
        double variance = 0;
        double turnover = 0;
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                marginal[i] += (covariance.get(i, j) + covariance.get(j, i)) / 2 * weights[j];
            }
            expected += returns.get(i) * weights[i];
            variance += weights[i] * marginal[i];
            turnover += Math.abs(weights[i] - held.get(i));
        }
        double risk = Math.sqrt(Math.max(0, variance));
        double cost = problem.turnover() == null ? 0 : problem.turnover().cost();
        var positions = new ArrayList<Allocation.Position>();
        for (int i = 0; i < assets; i++) {
            if (weights[i] != 0 || held.get(i) != 0) {
                positions.add(new Allocation.Position(
                        symbols.get(i),
                        weights[i],
                        weights[i] - held.get(i),
                        risk == 0 ? 0 : weights[i] * marginal[i] / risk));
            }
        }
        double objective = aversion / 2 * variance - expected + cost * turnover;
        return new Allocation(positions, expected, risk, objective, turnover);
    }

    private RealVector held(@Nullable Turnover turnover) {
        double[] shares = new double[symbols.size()];
        for (int i = 0; i < shares.length && turnover != null; i++) {
            shares[i] = turnover.holding().getOrDefault(symbols.get(i), 0.0);
        }
        return RealVector.of(shares);
    }
}
