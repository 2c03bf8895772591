package io.ketstream.optimizer.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A market's portfolio, reduced to the assets that are free to be chosen, against its definition.
class MarketSelectionTest {

    private static final SelectionProblem MARKET = Problems.random(8, 3, 1.5, 7);
    private static final List<String> SYMBOLS =
            IntStream.range(0, 8).mapToObj(i -> "S" + i).toList();
    private static final MarketClaim CLAIM = new MarketClaim(
            SYMBOLS,
            MARKET.expectedReturns(),
            new Link(URI.create("http://localhost:8081/covariance"), Digest.of("covariance")),
            100);

    private static PortfolioProblem problem(
            @Nullable List<String> symbols,
            int cardinality,
            @Nullable PortfolioConstraints constraints,
            @Nullable Turnover turnover) {
        return new PortfolioProblem(symbols, null, null, "stocks", null, 1.5, cardinality, constraints, turnover, null);
    }

    private static MarketSelection selection(PortfolioProblem problem) {
        return new MarketSelection(problem, CLAIM, MARKET.covariance());
    }

    /// riskAversion·xᵀΣx − μᵀx + cost·Σ|xᵢ − K·wᵢ| over the assets that the problem names.
    private static double objective(PortfolioProblem problem, List<String> selected) {
        double value = 0;
        for (String one : selected) {
            int i = SYMBOLS.indexOf(one);
            value -= MARKET.expectedReturns().get(i);
            for (String other : selected) {
                value += problem.riskAversion() * MARKET.covariance().get(i, SYMBOLS.indexOf(other));
            }
        }
        Turnover turnover = problem.turnover();
        if (turnover != null) {
            for (String symbol : problem.symbols() == null ? SYMBOLS : problem.symbols()) {
                double held = problem.cardinality() * turnover.holding().getOrDefault(symbol, 0.0);
                value += turnover.cost() * Math.abs((selected.contains(symbol) ? 1 : 0) - held);
            }
        }
        return value;
    }

    private static void assertEveryObjective(PortfolioProblem problem) {
        MarketSelection market = selection(problem);
        Problems.forEachSelection(market.problem(), assets -> {
            List<String> selected = market.selected(assets);
            assertThat(selected)
                    .hasSizeBetween(problem.constraintsOrNone().fewest(problem.cardinality()), problem.cardinality())
                    .doesNotHaveDuplicates();
            assertThat(market.objective(market.problem().value(assets)))
                    .isCloseTo(objective(problem, selected), within(1e-12));
        });
    }

    @Test
    void allAssetsAreFreeAndNothingIsCopied() {
        PortfolioProblem problem = problem(null, 3, null, null);
        assertEveryObjective(problem);
        assertThat(selection(problem).problem().covariance()).isSameAs(MARKET.covariance());
        assertThat(selection(problem).covariance()).isSameAs(MARKET.covariance());
    }

    @Test
    void theProblemNamesSomeOfTheMarketInAnOrderOfItsOwn() {
        PortfolioProblem problem = problem(List.of("S6", "S1", "S4", "S0", "S3"), 2, null, null);
        assertEveryObjective(problem);
        MarketSelection market = selection(problem);
        assertThat(market.symbols()).containsExactly("S6", "S1", "S4", "S0", "S3");
        assertThat(market.assets(new Clustering.Cluster(List.of(1, 6), 1))).containsExactly(1, 0);
    }

    @Test
    void mandatoryAssetsAreInEverySelectionAndForbiddenOnesInNone() {
        var constraints = new PortfolioConstraints(null, List.of(), List.of("S2", "S5"), List.of("S0"), null, null);
        PortfolioProblem problem = problem(null, 4, constraints, null);
        assertEveryObjective(problem);
        MarketSelection market = selection(problem);
        assertThat(market.problem().size()).isEqualTo(5);
        assertThat(market.problem().cardinality()).isEqualTo(2);
        assertThat(market.selected(BitSet.valueOf(new long[] {0b10001}))).containsExactly("S2", "S5", "S1", "S7");
    }

    @Test
    void turnoverCostsWhatIsTradedOfAllAssets() {
        var constraints = new PortfolioConstraints(null, List.of(), List.of("S2"), List.of("S0"), null, null);
        var turnover = new Turnover(0.07, Map.of("S0", 0.5, "S2", 0.1, "S3", 0.4));
        assertEveryObjective(problem(null, 3, constraints, turnover));
    }

    @Test
    void aRangeOfNumbersOfAssetsLeavesTheFreeOnesWhatMandatoryOnesDoNotTake() {
        var constraints = new PortfolioConstraints(3, List.of(), List.of("S2", "S5"), List.of("S0"), null, null);
        var turnover = new Turnover(0.07, Map.of("S0", 0.2, "S2", 0.1, "S3", 0.4));
        PortfolioProblem problem = problem(null, 6, constraints, turnover);
        assertEveryObjective(problem);
        assertThat(selection(problem).problem().minCardinality()).isEqualTo(1);
        assertThat(selection(problem).problem().cardinality()).isEqualTo(4);
    }

    @Test
    void aRangeIsAsNarrowAsAllRulesTogetherMakeIt() {
        var groups = List.of(
                new AssetGroup("first", List.of("S0", "S1", "S2"), 2, 2),
                new AssetGroup("second", List.of("S3", "S4", "S5", "S6"), 1, 2));
        MarketSelection market = selection(
                problem(null, 8, new PortfolioConstraints(1, groups, List.of(), List.of(), null, null), null));
        assertThat(market.problem().minCardinality()).isEqualTo(3);
        assertThat(market.problem().cardinality()).isEqualTo(5);
    }

    @Test
    void aClusterOfOtherAssetsIsRefused() {
        var constraints = new PortfolioConstraints(null, List.of(), List.of(), List.of("S0"), null, null);
        MarketSelection market = selection(problem(null, 3, constraints, null));
        assertThatThrownBy(() -> market.assets(new Clustering.Cluster(List.of(0, 1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asset 0");
        RealMatrix small = RealMatrix.of(new double[][] {{1}});
        assertThatThrownBy(() -> new MarketSelection(problem(List.of("S1", "S9"), 1, null, null), CLAIM, small))
                .hasMessageContaining("S9");
    }

    @Test
    void limitsAreThoseOfTheFreeAssets() {
        var groups = List.of(new AssetGroup("sector", List.of("S1", "S2", "S3"), 1, 2));
        var constraints = new PortfolioConstraints(null, groups, List.of("S2"), List.of("S0"), null, null);
        PortfolioProblem problem = problem(null, 4, constraints, null);
        MarketSelection market = selection(problem);
        var random = new MersenneTwister(1);
        for (int draw = 0; draw < 50; draw++) {
            List<String> selected = market.selected(market.limits().draw(random));
            assertThat(selected).hasSize(4).contains("S2").doesNotContain("S0");
            assertThat(selected.stream().filter(groups.getFirst().symbols()::contains))
                    .hasSizeBetween(1, 2);
        }
    }
}
