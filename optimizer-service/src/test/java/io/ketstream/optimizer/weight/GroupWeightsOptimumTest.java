package io.ketstream.optimizer.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.testing.ConstrainedPortfolios;
import io.ketstream.model.testing.WeightedGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupWeightsOptimumTest {

    /// What the solver leaves of its conditions; weights and slopes are of order 1.
    private static final double SOLVED = 1e-7;

    private static final int ASSETS = 7;
    private static final List<String> SYMBOLS = ConstrainedPortfolios.symbols(ASSETS);

    /// Two assets with all the return in a group that may have 0.4: w₃ = 0.6 whatever its risk.
    @Test
    void aGroupHasItsLargestWeightWhereMoreWouldBeBetter() {
        double[][] covariance = {{0.04, 0, 0}, {0, 0.04, 0}, {0, 0, 0.09}};
        var constraints = new PortfolioConstraints(
                null,
                List.of(new AssetGroup("g", List.of("A0", "A1"), 0, 2, null, 0.4)),
                List.of(),
                List.of(),
                null,
                null);
        var problem = new PortfolioProblem(
                ConstrainedPortfolios.symbols(3),
                RealVector.of(0.3, 0.29, 0.01),
                RealMatrix.of(covariance),
                null,
                null,
                1,
                2,
                constraints,
                null,
                null);
        double[] weights = weights(Portfolios.of(problem, List.of("A0", "A2")).meanVariance());
        // 0.04·w₁ − 0.3 = 0.04·w₂ − 0.29 with w₁ + w₂ = 0.4
        assertThat(weights[0]).isCloseTo(0.325, within(SOLVED));
        assertThat(weights[1]).isCloseTo(0.075, within(SOLVED));
        assertThat(weights[2]).isCloseTo(0.6, within(SOLVED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void weightsKeepTheBoundsOfGroupsAndNoneAreBetter(long seed) {
        var random = new Random(seed);
        int bound = 0;
        for (int trial = 0; trial < 40; trial++) {
            PortfolioProblem problem = problem(random);
            PortfolioConstraints constraints = problem.constraintsOrNone();
            List<Long> selections = LongStream.range(0, 1 << ASSETS)
                    .filter(problem.rules()::isFeasible)
                    .filter(bits -> ConstrainedPortfolios.isFeasible(SYMBOLS, problem.cardinality(), constraints, bits))
                    .boxed()
                    .toList();
            long bits = selections.get(random.nextInt(selections.size()));
            List<String> selection = SYMBOLS.stream()
                    .filter(symbol -> (bits >>> SYMBOLS.indexOf(symbol) & 1) == 1)
                    .toList();
            String what = "seed %d, trial %d: %s of %s".formatted(seed, trial, selection, problem);
            Portfolio portfolio = Portfolios.of(problem, selection);
            double least = constraints.minWeight() == null ? 0 : constraints.minWeight();
            check(what, problem, Set.copyOf(selection), least, false, portfolio.allocation());
            List<String> permitted = SYMBOLS.stream()
                    .filter(symbol -> !constraints.forbidden().contains(symbol))
                    .toList();
            check(what, problem, Set.copyOf(permitted), 0, false, portfolio.meanVariance());
            check(what, problem, Set.copyOf(permitted), 0, true, portfolio.minimumVariance());
            bound += isBound(problem, weights(portfolio.allocation())) ? 1 : 0;
        }
        // elsewhere groups do not matter
        assertThat(bound).isGreaterThan(10);
    }

    private static PortfolioProblem problem(Random random) {
        while (true) {
            try {
                return ConstrainedPortfolios.problem(
                        SYMBOLS,
                        1 + random.nextInt(ASSETS - 1),
                        WeightedGroups.constraints(SYMBOLS, random, 3),
                        random);
            } catch (InvalidValueException refused) {
                // the next draw may be permitted
            }
        }
    }

    private static boolean isBound(PortfolioProblem problem, double[] weights) {
        return problem.constraintsOrNone().groups().stream().anyMatch(group -> {
            double sum = group.symbols().stream()
                    .mapToDouble(symbol -> weights[SYMBOLS.indexOf(symbol)])
                    .sum();
            return (group.leastWeight() > 0 && sum < group.leastWeight() + SOLVED)
                    || (group.maxWeight() != null && sum > group.maxWeight() - SOLVED && sum < 1 - SOLVED);
        });
    }

    private static void check(
            String what,
            PortfolioProblem problem,
            Set<String> assets,
            double least,
            boolean riskOnly,
            Allocation allocation) {
        PortfolioConstraints constraints = problem.constraintsOrNone();
        double[] weights = weights(allocation);
        assertThat(WeightedGroups.areKept(weights, SYMBOLS, constraints))
                .as(what)
                .isTrue();
        double[] lower = new double[ASSETS];
        double[] upper = new double[ASSETS];
        for (int i = 0; i < ASSETS; i++) {
            if (assets.contains(SYMBOLS.get(i))) {
                lower[i] = least;
                upper[i] = constraints.maxWeight() == null ? 1 : constraints.maxWeight();
            }
            // counts of shares such as 1/3 are right within rounding
            assertThat(weights[i]).as(what).isBetween(lower[i] - 1e-9, upper[i] + 1e-9);
        }
        var groups = new ArrayList<WeightGroup>();
        for (AssetGroup group : constraints.groups()) {
            groups.add(new WeightGroup(
                    group.symbols().stream().map(SYMBOLS::indexOf).toList(), group.leastWeight(), group.mostWeight()));
        }
        var program = program(problem, riskOnly, lower, upper, groups, 1);
        assertThat(OptimalityGap.of(program, weights)).as(what).isLessThan(SOLVED);
    }

    private static MeanVariance program(
            PortfolioProblem problem,
            boolean riskOnly,
            double[] lower,
            double[] upper,
            List<WeightGroup> groups,
            double exposure) {
        Turnover turnover = riskOnly ? null : problem.turnover();
        return new MeanVariance(
                riskOnly ? RealVector.zeros(ASSETS) : Objects.requireNonNull(problem.expectedReturns()),
                Objects.requireNonNull(problem.covariance()),
                riskOnly ? 1 : problem.riskAversion(),
                RealVector.of(lower),
                RealVector.of(upper),
                groups,
                turnover == null ? 0 : turnover.cost(),
                held(turnover),
                exposure);
    }

    private static RealVector held(@Nullable Turnover turnover) {
        return RealVector.of(SYMBOLS.stream()
                .mapToDouble(symbol -> turnover == null ? 0 : turnover.holding().getOrDefault(symbol, 0.0))
                .toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofLongAndShortWeightsNoneAreBetter(long seed) {
        var random = new Random(seed);
        int atTheLimit = 0;
        for (int trial = 0; trial < 40; trial++) {
            PortfolioProblem problem = ConstrainedPortfolios.problem(SYMBOLS, 3, null, random);
            double[] lower = new double[ASSETS];
            double[] upper = new double[ASSETS];
            double most = 0.2 + 2 * random.nextDouble();
            for (int i = 0; i < ASSETS; i++) {
                if (random.nextInt(4) > 0 || i < 5) {
                    lower[i] = -most;
                    upper[i] = most;
                }
            }
            double exposure = 1 + 2 * random.nextDouble();
            MeanVariance program = program(problem, random.nextInt(4) == 0, lower, upper, List.of(), exposure);
            double[] weights = program.solve();
            double size = Arrays.stream(weights).map(Math::abs).sum();
            String what =
                    "seed %d, trial %d: at most %s, %s in all, of %s".formatted(seed, trial, most, exposure, problem);
            assertThat(Arrays.stream(weights).sum()).as(what).isCloseTo(1, within(1e-9));
            assertThat(size).as(what).isLessThan(exposure + 1e-8);
            for (int i = 0; i < ASSETS; i++) {
                assertThat(weights[i]).as(what).isBetween(lower[i] - 1e-9, upper[i] + 1e-9);
            }
            assertThat(OptimalityGap.of(program, weights)).as(what).isLessThan(SOLVED);
            atTheLimit += size > exposure - 1e-8 ? 1 : 0;
        }
        assertThat(atTheLimit).isBetween(5, 38);
    }

    /// What is shifted from the best by a hundredth has a gap, so that a gap of none says something.
    @Test
    void worseWeightsHaveAGap() {
        var random = new Random(3);
        double[] lower = new double[ASSETS];
        double[] upper = new double[ASSETS];
        Arrays.fill(upper, 0.4);
        MeanVariance program = program(
                ConstrainedPortfolios.problem(SYMBOLS, 3, null, random),
                false,
                lower,
                upper,
                List.of(new WeightGroup(List.of(0, 1, 2), 0.3, 0.5), new WeightGroup(List.of(3, 4), 0.1, 0.3)),
                1);
        double[] weights = program.solve();
        assertThat(OptimalityGap.of(program, weights)).isLessThan(SOLVED);
        int from = weights[0] > 0.02 ? 0 : weights[1] > 0.02 ? 1 : 2;
        for (int to = 0; to < 3; to++) {
            if (to != from && weights[to] < 0.38) {
                double[] worse = weights.clone();
                worse[from] -= 0.01;
                worse[to] += 0.01;
                assertThat(OptimalityGap.of(program, worse)).isGreaterThan(10 * SOLVED);
            }
        }
    }

    private static double[] weights(Allocation allocation) {
        double[] weights = new double[ASSETS];
        for (Allocation.Position position : allocation.positions()) {
            weights[SYMBOLS.indexOf(position.symbol())] = position.weight();
        }
        return weights;
    }
}
