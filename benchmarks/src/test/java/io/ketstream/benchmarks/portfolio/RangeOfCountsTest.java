package io.ketstream.benchmarks.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.decomposition.Decomposition;
import io.ketstream.circuit.decomposition.PortfolioDecomposition;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.optimizer.portfolio.ClusterSolver;
import io.ketstream.optimizer.portfolio.ClusterSweep;
import io.ketstream.optimizer.portfolio.MarketSelection;
import io.ketstream.optimizer.portfolio.RelaxationBound;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapHeuristic;
import io.ketstream.optimizer.portfolio.SwapPolish;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/// Portfolios with a range of numbers of assets and all other constraints, taken apart by circuit-service's code and
/// put together by optimizer-service's, beside what looking at every selection finds.
class RangeOfCountsTest {

    private static final int INSTANCES = 240;
    private static final int LARGEST_CLUSTER = 5;
    private static final double ROUNDING = 1e-9;

    /// The kinds of constraints beside the range that an instance has: every set of them in turn.
    private static EnumSet<ConstraintKind> kinds(int instance) {
        EnumSet<ConstraintKind> kinds = EnumSet.of(ConstraintKind.RANGE);
        ConstraintKind[] all = ConstraintKind.values();
        for (int k = 0; k < all.length; k++) {
            if ((instance >>> k & 1) == 1) {
                kinds.add(all[k]);
            }
        }
        return kinds;
    }

    /// In numbers and by its universe.
    private record Case(PortfolioProblem stated, PortfolioProblem portfolio, MarketClaim market) {

        static Case of(int instance) {
            PortfolioProblem drawn = ConstrainedInstance.of(kinds(instance), 8, 14, 7_000 + instance);
            PortfolioConstraints constraints = drawn.constraintsOrNone();
            var wide = new PortfolioConstraints(
                    1 + instance % 2,
                    constraints.groups(),
                    constraints.mandatory(),
                    constraints.forbidden(),
                    constraints.minWeight(),
                    instance % 3 == 0 ? constraints.maxWeight() : null);
            // from all that may be selected being worth its risk to almost nothing
            double aversion = drawn.riskAversion() * (4 + instance % 7) / 10;
            PortfolioProblem stated = new PortfolioProblem(
                    drawn.symbols(),
                    drawn.expectedReturns(),
                    drawn.covariance(),
                    null,
                    null,
                    aversion,
                    drawn.cardinality(),
                    wide,
                    drawn.turnover(),
                    null);
            var portfolio = new PortfolioProblem(
                    null, null, null, "random", null, aversion, drawn.cardinality(), wide, drawn.turnover(), null);
            var market = new MarketClaim(
                    Objects.requireNonNull(stated.symbols()),
                    Objects.requireNonNull(stated.expectedReturns()),
                    new Link(URI.create("http://owner/covariance"), Digest.of("covariance")),
                    250);
            return new Case(stated, portfolio, market);
        }

        RealMatrix covariance() {
            return Objects.requireNonNull(stated.covariance());
        }

        LongPredicate feasible() {
            PortfolioConstraints constraints = stated.constraintsOrNone();
            long mandatory = bits(constraints.mandatory());
            long forbidden = bits(constraints.forbidden());
            SelectionRules rules = stated.rules();
            return bits -> (bits & mandatory) == mandatory && (bits & forbidden) == 0 && rules.isFeasible(bits);
        }

        /// As the user states it.
        double objective(long bits) {
            RealVector returns = market.expectedReturns();
            Turnover turnover = stated.turnover();
            double value = 0;
            for (int i = 0; i < stated.size(); i++) {
                int selected = (int) (bits >>> i & 1);
                for (int j = 0; j < stated.size() && selected == 1; j++) {
                    value += (bits >>> j & 1)
                            * stated.riskAversion()
                            * covariance().get(i, j);
                }
                value -= selected * returns.get(i);
                if (turnover != null) {
                    double held =
                            turnover.holding().getOrDefault(market.symbols().get(i), 0.0);
                    value += turnover.cost() * Math.abs(selected - stated.cardinality() * held);
                }
            }
            return value;
        }

        double optimum() {
            return LongStream.range(0, 1L << stated.size())
                    .filter(feasible())
                    .mapToDouble(this::objective)
                    .min()
                    .orElseThrow();
        }

        long bits(List<String> symbols) {
            return symbols.stream()
                    .mapToLong(symbol -> 1L << market.symbols().indexOf(symbol))
                    .sum();
        }
    }

    @Test
    void boundOptimumAndPolishedSelectionAreInOrderAndTheLastTwoMeet() {
        ClusterSolver exact = OneCluster.seeded(new ExactCluster(), 1);
        int changed = 0;
        int inside = 0;
        for (int instance = 0; instance < INSTANCES; instance++) {
            Case portfolio = Case.of(instance);
            double optimum = portfolio.optimum();
            var decomposition = new PortfolioDecomposition(portfolio.portfolio(), portfolio.market());
            Decomposition found = decomposition.of(portfolio.covariance(), LARGEST_CLUSTER);
            var whole = new MarketSelection(portfolio.portfolio(), portfolio.market(), portfolio.covariance());
            List<List<Integer>> clusters = found.clusters().stream()
                    .map(cluster -> whole.assets(new Clustering.Cluster(cluster.assets(), cluster.cardinality())))
                    .toList();
            List<SelectionProblem> parts = found.clusters().stream()
                    .map(cluster -> whole.problem()
                            .part(
                                    whole.assets(new Clustering.Cluster(cluster.assets(), cluster.cardinality())),
                                    found.riskAversion(),
                                    cluster.cardinality()))
                    .toList();
            Selection selection = Selection.ofParts(whole.problem(), clusters, exact.solve(parts));
            assertFeasible(instance, portfolio, portfolio.bits(whole.selected(selection.assets())));
            int shared = selection.count();
            ClusterSweep.descend(selection, clusters, exact, 2);
            SwapPolish.descend(selection, whole.limits());
            changed += selection.count() == shared ? 0 : 1;

            long bits = portfolio.bits(whole.selected(selection.assets()));
            assertFeasible(instance, portfolio, bits);
            double polished = whole.objective(selection.value());
            assertThat(polished - portfolio.objective(bits))
                    .as("instance %d", instance)
                    .isBetween(-ROUNDING, ROUNDING);
            assertThat(polished).as("instance %d", instance).isBetween(optimum - ROUNDING, optimum + ROUNDING);
            assertThat(whole.objective(
                            RelaxationBound.of(whole.problem(), 1e-6, 10_000).value()))
                    .as("instance %d", instance)
                    .isLessThan(optimum + ROUNDING);
            SelectionProblem problem = whole.problem();
            inside += selection.count() > problem.minCardinality() && selection.count() < problem.cardinality() ? 1 : 0;
        }
        // so much for the test itself: neither the ends of a range nor the clusters' number are always right
        assertThat(inside).isGreaterThan(INSTANCES / 4);
        assertThat(changed).isPositive();
    }

    @Test
    void controlsKeepTheRange() {
        for (int instance = 0; instance < 32; instance++) {
            Case portfolio = Case.of(instance);
            var whole = new MarketSelection(portfolio.portfolio(), portfolio.market(), portfolio.covariance());
            var random = new MersenneTwister(instance);
            for (int draw = 0; draw < 20; draw++) {
                assertFeasible(
                        instance,
                        portfolio,
                        portfolio.bits(whole.selected(whole.limits().draw(random))));
            }
            Selection heuristic = SwapHeuristic.search(whole.problem(), whole.limits(), 10, instance);
            assertFeasible(instance, portfolio, portfolio.bits(whole.selected(heuristic.assets())));
            assertThat(whole.objective(heuristic.value()))
                    .as("instance %d", instance)
                    .isBetween(portfolio.optimum() - ROUNDING, portfolio.optimum() + ROUNDING);
        }
    }

    private static void assertFeasible(int instance, Case portfolio, long bits) {
        assertThat(portfolio.feasible().test(bits)).as("instance %d", instance).isTrue();
    }
}
