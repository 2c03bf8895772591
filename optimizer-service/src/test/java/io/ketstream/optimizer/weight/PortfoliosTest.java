package io.ketstream.optimizer.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.problem.Weighting;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.testing.ConstrainedPortfolios;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortfoliosTest {

    /// What the solver leaves of its conditions; weights are of order 1.
    private static final double SOLVED = 1e-6;

    @Test
    void theLeastRiskOfTwoAssetsHasItsClosedForm() {
        double[][] covariance = {{0.04, 0.006}, {0.006, 0.09}};
        Portfolio portfolio =
                Portfolios.of(problem(new double[] {0.05, 0.1}, covariance, 3, null, null, null), List.of("A0", "A1"));
        // (σ₂² − σ₁₂)/(σ₁² + σ₂² − 2σ₁₂)
        assertThat(weight(portfolio.minimumVariance(), "A0")).isCloseTo(0.084 / 0.118, within(SOLVED));
        // ½q wᵀΣw − μᵀw with w₂ = 1 − w₁: w₁ = (σ₂² − σ₁₂ + (μ₁ − μ₂)/q)/(σ₁² + σ₂² − 2σ₁₂)
        assertThat(weight(portfolio.allocation(), "A0")).isCloseTo((0.084 - 0.05 / 3) / 0.118, within(SOLVED));
        assertThat(portfolio.allocation().risk())
                .isCloseTo(
                        portfolio.allocation().positions().stream()
                                .mapToDouble(Allocation.Position::riskContribution)
                                .sum(),
                        within(1e-12));
        assertThat(portfolio.equalWeight().expectedReturn()).isCloseTo(0.075, within(1e-15));
        assertThat(portfolio.equalWeight().risk()).isCloseTo(Math.sqrt(0.142 / 4), within(1e-15));
    }

    @Test
    void whatRoundingLeavesIsNoPosition() {
        int assets = 12;
        double[][] covariance = new double[assets][assets];
        double[] returns = new double[assets];
        for (int i = 0; i < assets; i++) {
            covariance[i][i] = 0.04;
            returns[i] = 0.01 * i;
        }
        List<String> symbols = IntStream.range(0, assets).mapToObj(i -> "A" + i).toList();
        Portfolio portfolio = Portfolios.of(problem(returns, covariance, 1e-4, null, null, null), symbols);
        assertThat(portfolio.allocation().positions()).singleElement().satisfies(position -> {
            assertThat(position.symbol()).isEqualTo("A11");
            assertThat(position.weight()).isEqualTo(1);
        });
    }

    @Test
    void weightsMayHaveARiskAversionOfTheirOwn() {
        double[][] covariance = {{0.04, 0.006}, {0.006, 0.09}};
        var weighting = new Weighting(Weighting.Style.LONG_ONLY, 1, 3.0);
        Portfolio portfolio = Portfolios.of(
                problem(new double[] {0.05, 0.1}, covariance, 0.001, null, null, weighting), List.of("A0", "A1"));
        assertThat(weight(portfolio.allocation(), "A0")).isCloseTo((0.084 - 0.05 / 3) / 0.118, within(SOLVED));
        Allocation allocation = portfolio.allocation();
        assertThat(allocation.objective())
                .isCloseTo(1.5 * allocation.risk() * allocation.risk() - allocation.expectedReturn(), within(1e-12));
    }

    @Test
    void longAndShortWithoutALimitInReachIsTheSolutionOfALinearSystem() {
        Allocation allocation = longAndShort(10);
        // w₁ = (σ₂² + (μ₁ − μ₂)/q)/(σ₁² + σ₂²)
        assertThat(weight(allocation, "A0")).isCloseTo(0.29 / 0.13, within(SOLVED));
        assertThat(weight(allocation, "A1")).isCloseTo(1 - 0.29 / 0.13, within(SOLVED));
    }

    @Test
    void aLimitOfTheExposureBinds() {
        Allocation allocation = longAndShort(1.6);
        assertThat(weight(allocation, "A0")).isCloseTo(1.3, within(SOLVED));
        assertThat(weight(allocation, "A1")).isCloseTo(-0.3, within(SOLVED));
    }

    /// Of two independent assets, one with all the return.
    private static Allocation longAndShort(double exposure) {
        double[][] covariance = {{0.04, 0.0}, {0.0, 0.09}};
        var weighting = new Weighting(Weighting.Style.LONG_SHORT, exposure);
        return Portfolios.of(
                        problem(new double[] {0.2, 0.0}, covariance, 1, null, null, weighting), List.of("A0", "A1"))
                .allocation();
    }

    /// β = (0.16, 0.32, 0.26): which combination has the least variance hangs on the eighth digit.
    @Test
    void nearCopiesEndWithinTheirLimits() {
        double[][] covariance = {
            {0.02560001, 0.0512, 0.0416}, {0.0512, 0.10240001, 0.0832}, {0.0416, 0.0832, 0.06760001}
        };
        Allocation least = Portfolios.of(
                        problem(
                                new double[] {0.1, 0.2, 0.15},
                                covariance,
                                1,
                                null,
                                null,
                                new Weighting(Weighting.Style.LONG_SHORT, 3)),
                        List.of("A0", "A1", "A2"))
                .minimumVariance();
        double[] weights = {weight(least, "A0"), weight(least, "A1"), weight(least, "A2")};
        assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(1, within(1e-9));
        assertThat(Math.abs(weights[0]) + Math.abs(weights[1]) + Math.abs(weights[2]))
                .isLessThan(3 + 1e-8);
        // far below the 0.16 of the least risky asset alone
        assertThat(least.risk()).isLessThan(0.01);
    }

    @Test
    void tradesThatCostMoreThanTheyBringAreNotMade() {
        double[][] covariance = {{0.04, 0.006}, {0.006, 0.09}};
        Portfolio portfolio = Portfolios.of(
                problem(
                        new double[] {0.05, 0.1},
                        covariance,
                        3,
                        null,
                        new Turnover(5, Map.of("A0", 0.9, "A1", 0.1)),
                        null),
                List.of("A0", "A1"));
        assertThat(weight(portfolio.allocation(), "A0")).isCloseTo(0.9, within(SOLVED));
        assertThat(portfolio.allocation().turnover()).isCloseTo(0, within(SOLVED));
        assertThat(portfolio.equalWeight().turnover()).isCloseTo(0.8, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noShiftBetweenTwoAssetsIsAnyBetterAndBoundsAreKept(long seed) {
        for (int trial = 0; trial < 6; trial++) {
            PortfolioProblem problem = ConstrainedPortfolios.random(7, 100 * seed + trial);
            List<String> symbols = Objects.requireNonNull(problem.symbols());
            long bits = LongStream.range(0, 1 << 7)
                    .filter(some -> ConstrainedPortfolios.isFeasible(
                            symbols, problem.cardinality(), problem.constraintsOrNone(), some))
                    .findFirst()
                    .orElseThrow();
            List<String> selection = symbols.stream()
                    .filter(symbol -> (bits >>> symbols.indexOf(symbol) & 1) == 1)
                    .toList();
            Portfolio portfolio = Portfolios.of(problem, selection);
            String what = "seed " + seed + ", trial " + trial;
            Double least = problem.constraintsOrNone().minWeight();
            Double most = problem.constraintsOrNone().maxWeight();
            double lowest = least == null ? 0 : least;
            double highest = most == null ? 1 : most;
            double[] weights = symbols.stream()
                    .mapToDouble(symbol -> weight(portfolio.allocation(), symbol))
                    .toArray();
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                boolean selected = selection.contains(symbols.get(i));
                assertThat(weights[i])
                        .as(what)
                        .isBetween((selected ? lowest : 0) - SOLVED, (selected ? highest : 0) + SOLVED);
                sum += weights[i];
            }
            assertThat(sum).as(what).isCloseTo(1, within(SOLVED));
            double best = objective(problem, weights);
            assertThat(portfolio.allocation().objective()).as(what).isCloseTo(best, within(1e-12));
            for (int i = 0; i < weights.length; i++) {
                for (int j = 0; j < weights.length; j++) {
                    double shift = 1e-3;
                    boolean permitted = selection.contains(symbols.get(i))
                            && selection.contains(symbols.get(j))
                            && i != j
                            && weights[i] - shift >= lowest
                            && weights[j] + shift <= highest;
                    if (permitted) {
                        double[] shifted = weights.clone();
                        shifted[i] -= shift;
                        shifted[j] += shift;
                        // the objective is convex: where no small shift is better, none is
                        assertThat(objective(problem, shifted)).as(what).isGreaterThan(best - 1e-8);
                    }
                }
            }
            assertThat(portfolio.meanVariance().objective()).as(what).isLessThan(best + SOLVED);
            assertThat(portfolio.minimumVariance().risk())
                    .as(what)
                    .isLessThan(portfolio.allocation().risk() + SOLVED);
            boolean equalIsPermitted = 1.0 / selection.size() >= lowest && 1.0 / selection.size() <= highest;
            if (equalIsPermitted) {
                assertThat(best).as(what).isLessThan(portfolio.equalWeight().objective() + SOLVED);
            }
        }
    }

    private static double objective(PortfolioProblem problem, double[] weights) {
        RealMatrix covariance = Objects.requireNonNull(problem.covariance());
        RealVector returns = Objects.requireNonNull(problem.expectedReturns());
        List<String> symbols = Objects.requireNonNull(problem.symbols());
        Turnover turnover = problem.turnover();
        double value = 0;
        for (int i = 0; i < weights.length; i++) {
            value -= returns.get(i) * weights[i];
            for (int j = 0; j < weights.length; j++) {
                value += problem.riskAversion() / 2 * weights[i] * covariance.get(i, j) * weights[j];
            }
            if (turnover != null) {
                value += turnover.cost()
                        * Math.abs(weights[i] - turnover.holding().getOrDefault(symbols.get(i), 0.0));
            }
        }
        return value;
    }

    private static double weight(Allocation allocation, String symbol) {
        return allocation.positions().stream()
                .filter(position -> position.symbol().equals(symbol))
                .mapToDouble(Allocation.Position::weight)
                .findFirst()
                .orElse(0);
    }

    private static PortfolioProblem problem(
            double[] returns,
            double[][] covariance,
            double aversion,
            @Nullable PortfolioConstraints constraints,
            @Nullable Turnover turnover,
            @Nullable Weighting weighting) {
        return new PortfolioProblem(
                ConstrainedPortfolios.symbols(returns.length),
                RealVector.of(returns),
                RealMatrix.of(covariance),
                null,
                null,
                aversion,
                1,
                constraints,
                turnover,
                weighting);
    }
}
