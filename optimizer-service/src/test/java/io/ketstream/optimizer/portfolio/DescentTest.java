package io.ketstream.optimizer.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import io.ketstream.model.testing.SampleMoments;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What lowers f, and what no selection lies below.
class DescentTest {

    private static final double ROUNDING = 1e-12;

    private static final List<List<Integer>> CLUSTERS =
            List.of(List.of(0, 3, 4, 11), List.of(1, 2, 7, 8, 13), List.of(5, 6, 9, 10, 12));

    private static final ClusterSolver EXACT =
            problems -> problems.stream().map(Problems::optimum).toList();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPolishedSelectionHasNoBetterSwap(long seed) {
        SelectionProblem problem = Problems.random(40, 9, 0.6, seed);
        Selection selection = Selection.of(problem, Problems.draw(problem, new Random(seed)));
        double before = selection.value();
        SwapPolish.descend(selection);
        assertThat(selection.value()).isLessThan(before);
        selection.assets().stream().forEach(out -> {
            for (int in = 0; in < 40; in++) {
                if (!selection.contains(in)) {
                    assertThat(selection.leaving(out) + selection.entering(in) - selection.coupling(out, in))
                            .isGreaterThan(-ROUNDING);
                }
            }
        });
    }

    @Test
    void onlyPermittedSwapsAreMade() {
        SelectionProblem problem = Problems.random(40, 9, 0.6, 2);
        BitSet start = Problems.draw(problem, new Random(2));
        // as groups with a number of assets each would have it
        int inFirst = start.get(0, 20).cardinality();
        List<Integer> first = IntStream.range(0, 20).boxed().toList();
        SelectionLimits sameHalf = SelectionLimits.of(
                new SelectionRules(40, 9, 9, List.of(new SelectionRules.Group("first", first, inFirst, inFirst))));
        Selection selection = Selection.of(problem, start);
        SwapPolish.descend(selection, sameHalf);
        BitSet end = selection.assets();
        assertThat(end).isNotEqualTo(start);
        assertThat(end.get(0, 20).cardinality()).isEqualTo(inFirst);
        SwapPolish.descend(selection, sameHalf);
        assertThat(selection.assets()).isEqualTo(end);
        SwapPolish.descend(selection);
        assertThat(selection.assets()).isNotEqualTo(end);
    }

    /// Assets 1 and 3 cost nothing beside 0 and 2, and in doubles −1e-16: 0.6 − 2·(0.1 + 0.2).
    @ParameterizedTest
    @CsvSource({"2, 4, 5", "3, 3, 7"})
    void whatRoundingLeavesIsNoDecrease(int fewest, int most, long start) {
        double[][] covariance = {{1, -0.1, 0, -0.1}, {-0.1, 0.6, -0.2, 0}, {0, -0.2, 1, -0.2}, {-0.1, 0, -0.2, 0.6}};
        var problem = new SelectionProblem(RealVector.of(5, 0, 5, 0), RealMatrix.of(covariance), 1, fewest, most);
        Selection selection = Selection.of(problem, BitSet.valueOf(new long[] {start}));
        assertThat(selection.entering(3)).isNegative();
        SwapPolish.descend(selection);
        assertThat(selection.assets()).isEqualTo(BitSet.valueOf(new long[] {start}));
    }

    /// Assets 2t and 2t + 1 are worth their risk only together, and all pairs but for a little the same.
    @Test
    void onlyTwoAssetsAtOnceLeadFromPairToPair() {
        int assets = 20;
        double[] returns = new double[assets];
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            int pair = i / 2;
            returns[i] = pair / 64.0;
            covariance[i][i] = 1;
            covariance[i][i ^ 1] = -0.875;
        }
        var problem = new SelectionProblem(RealVector.of(returns), RealMatrix.of(covariance), 1, assets / 2);
        SelectionLimits limits = SelectionLimits.of(problem);
        var worst = new BitSet();
        worst.set(0, assets / 2);
        Selection selection = Selection.of(problem, worst);
        SwapPolish.descendSingly(selection, limits);
        assertThat(selection.assets()).isEqualTo(worst);
        SwapPolish.descend(selection, limits);
        var best = new BitSet();
        best.set(assets / 2, assets);
        assertThat(selection.assets()).isEqualTo(best);
    }

    /// Of 16 assets, all of which are looked at.
    @ParameterizedTest
    @CsvSource({"6, 6", "2, 9", "0, 16"})
    void whereItEndsNoTwoAssetsThatLeaveAndNoTwoThatEnterLowerIt(int fewest, int most) {
        var rules = new SelectionRules(
                16,
                fewest,
                most,
                List.of(
                        new SelectionRules.Group("first", List.of(0, 1, 2, 3, 4), 1, 2),
                        new SelectionRules.Group("second", List.of(5, 6, 7, 8), 0, 2)));
        SelectionLimits limits = SelectionLimits.of(rules);
        for (long seed = 1; seed <= 10; seed++) {
            SelectionProblem problem = Problems.random(16, fewest, most, 1, seed);
            Selection selection = Selection.of(problem, limits.draw(new MersenneTwister(seed)));
            SwapPolish.descend(selection, limits);
            long end = selection.assets().stream().mapToLong(i -> 1L << i).sum();
            assertThat(rules.isFeasible(end)).isTrue();
            for (long other = 0; other < 1 << 16; other++) {
                if (Long.bitCount(end & ~other) <= 2 && Long.bitCount(other & ~end) <= 2 && rules.isFeasible(other)) {
                    assertThat(problem.value(BitSet.valueOf(new long[] {other})))
                            .isGreaterThan(selection.value() - ROUNDING);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sweepsOnlyDescendAndKeepEachClustersCardinality(long seed) {
        SelectionProblem problem = Problems.random(14, 6, 0.8, seed);
        Selection selection = Selection.of(problem, Problems.draw(problem, new Random(seed)));
        List<Integer> counts = counts(selection);
        double before = selection.value();
        int taken = ClusterSweep.descend(selection, CLUSTERS, EXACT, 20);
        assertThat(taken).isPositive();
        assertThat(selection.value()).isLessThan(before);
        assertThat(selection.value()).isCloseTo(problem.value(selection.assets()), within(ROUNDING));
        assertThat(counts(selection)).isEqualTo(counts);
        // one after the other: no cluster alone can do better now
        assertThat(ClusterSweep.descend(selection, CLUSTERS, EXACT, 1)).isZero();
        assertThat(selection.value()).isGreaterThanOrEqualTo(problem.value(Problems.optimum(problem)) - ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"12, 4, 0.5", "13, 6, 2", "14, 3, 0.1", "14, 7, 20", "10, 5, 0", "9, 0, 1", "9, 9, 1"})
    void boundOptimumAndHeuristicAreInOrder(int assets, int cardinality, double aversion) {
        for (long seed = 1; seed <= 5; seed++) {
            SelectionProblem problem = Problems.random(assets, cardinality, aversion, seed);
            double optimum = problem.value(Problems.optimum(problem));
            RelaxationBound bound = RelaxationBound.of(problem, 1e-9, 10_000);
            assertThat(bound.value()).isLessThanOrEqualTo(optimum + ROUNDING * (1 + aversion));
            assertThat(bound.relaxed() - bound.value()).isBetween(-1e-12, 1e-9 * Math.abs(bound.relaxed()) + 1e-15);
            // a bound stopped early is one too
            assertThat(RelaxationBound.of(problem, 0, 3).value()).isLessThanOrEqualTo(bound.relaxed() + ROUNDING);
            Selection found = SwapHeuristic.search(problem, 10, seed);
            assertThat(found.value()).isCloseTo(optimum, within(ROUNDING * (1 + aversion)));
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 1, 12, 0.5", "13, 3, 6, 2", "14, 2, 9, 0.1", "14, 0, 7, 20", "10, 0, 10, 0"})
    void boundOptimumAndHeuristicOfARangeAreInOrder(int assets, int fewest, int most, double aversion) {
        for (long seed = 1; seed <= 5; seed++) {
            SelectionProblem problem = Problems.random(assets, fewest, most, aversion, seed);
            double optimum = problem.value(Problems.optimum(problem));
            RelaxationBound bound = RelaxationBound.of(problem, 1e-9, 10_000);
            assertThat(bound.value()).isLessThanOrEqualTo(optimum + ROUNDING * (1 + aversion));
            Selection found = SwapHeuristic.search(problem, 10, seed);
            assertThat(found.value()).isCloseTo(optimum, within(ROUNDING * (1 + aversion)));
            assertThat(found.count()).isBetween(fewest, most);
        }
    }

    @Test
    void referenceSelectionsAreFound() {
        int checked = 0;
        for (JsonNode expected :
                ReferenceData.json("portfolio/reference_selection.json").get("results")) {
            PortfolioProblem portfolio = ReferenceInstances.portfolio(expected);
            var problem = new SelectionProblem(
                    Objects.requireNonNull(portfolio.expectedReturns()),
                    Objects.requireNonNull(portfolio.covariance()),
                    portfolio.riskAversion(),
                    portfolio.cardinality());
            double optimum = expected.get("min").asDouble();
            assertThat(SwapHeuristic.search(problem, 20, 1).value()).isCloseTo(optimum, within(ROUNDING));
            assertThat(RelaxationBound.of(problem, 1e-6, 10_000).value()).isLessThanOrEqualTo(optimum + ROUNDING);
            checked++;
        }
        assertThat(checked).isEqualTo(72);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50})
    void hundredsOfAssetsAreSelectedFromAsWellAsInTheReference(int cardinality) {
        JsonNode reference = ReferenceData.json("market/reference_market.json")
                .get("results")
                .get("sp500_close_wide_A.csv.gz");
        JsonNode expected = reference.get("selection_K" + cardinality + "_best_found");
        SampleMoments moments = SampleMoments.ofComplete("market/sp500_close_wide_A.csv.gz");
        double periods = expected.get("annualisation").asDouble();
        // f is linear in both moments, so the unit of time is a factor of its own
        var problem = new SelectionProblem(
                moments.means(), moments.covariance(), expected.get("q").asDouble(), cardinality);
        double found = periods * SwapHeuristic.search(problem, 5, 1).value();
        assertThat(found).isCloseTo(expected.get("value").asDouble(), within(1e-9));
        double bound = periods * RelaxationBound.of(problem, 1e-6, 5000).value();
        // f crosses 0 near these cardinalities: the gap is that of differences of terms of some twenty
        assertThat(bound).isBetween(found - 0.1, found);
    }

    private static List<Integer> counts(Selection selection) {
        return CLUSTERS.stream()
                .map(cluster ->
                        (int) cluster.stream().filter(selection::contains).count())
                .toList();
    }
}
