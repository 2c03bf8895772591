package io.ketstream.circuit.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which assets of a market are taken apart, on one of four blocks of ten: asset i is in block i modulo 4.
class PortfolioDecompositionTest {

    private static final int CARDINALITY = 12;
    private static final MarketMoments MOMENTS = Markets.blocks(4, 10, 0.8, 0.3, 500);
    private static final List<String> SYMBOLS =
            IntStream.range(0, 40).mapToObj(i -> "S" + i).toList();
    private static final MarketClaim MARKET = new MarketClaim(
            SYMBOLS,
            MOMENTS.expectedReturns(),
            new Link(URI.create("http://owner/covariance"), Digest.of("covariance")),
            MOMENTS.observations());

    @Test
    void allAssetsAreTakenApartAsTheyAre() {
        Decomposition found = decomposition(null, null).of(MOMENTS.covariance(), 10);

        assertThat(found).isEqualTo(Decomposition.of(MOMENTS, 0.5, CARDINALITY, 10));
        assertThat(found.clusters()).map(Cluster::assets).containsExactlyInAnyOrderElementsOf(blocks(40));
        assertThat(decomposition(null, null).memory()).isEqualTo(2 * 8 * 40 * 40);
    }

    @Test
    void mandatoryAndForbiddenAssetsAreInNoCluster() {
        var constraints =
                new PortfolioConstraints(null, List.of(), List.of("S7", "S0"), List.of("S39", "S1", "S2"), null, null);

        Decomposition found = decomposition(null, constraints).of(MOMENTS.covariance(), 10);

        assertThat(found.clusters())
                .map(Cluster::assets)
                .containsExactlyInAnyOrderElementsOf(blocks(40).stream()
                        .map(block -> block.stream()
                                .filter(asset -> !List.of(0, 1, 2, 7, 39).contains(asset))
                                .toList())
                        .toList());
        assertThat(found.clusters().stream().mapToInt(Cluster::cardinality).sum())
                .isEqualTo(CARDINALITY - 2);
    }

    @Test
    void groupsKeepWhatTheyPermitBesideMandatoryAssets() {
        List<String> group = SYMBOLS.subList(0, 20);
        var constraints = new PortfolioConstraints(
                null, List.of(new AssetGroup("half", group, 0, 4)), List.of("S0"), List.of("S5"), null, null);

        Decomposition found = decomposition(null, constraints).of(MOMENTS.covariance(), 10);

        List<Cluster> inside = found.clusters().stream()
                .filter(cluster -> cluster.assets().getFirst() < 20)
                .toList();
        assertThat(inside).allSatisfy(cluster -> assertThat(cluster.assets()).allMatch(asset -> asset < 20));
        assertThat(inside.stream().mapToInt(Cluster::cardinality).sum()).isEqualTo(3);
        assertThat(found.clusters().stream().mapToInt(Cluster::cardinality).sum())
                .isEqualTo(CARDINALITY - 1);
    }

    /// With q = 0.5 and returns of 0.01 to 0.4 more assets are worth their risk than 12.
    @Test
    void whereThereIsARangeClustersShareOutTheBestNumberOfIt() {
        var wide = new PortfolioConstraints(2, List.of(), List.of("S7", "S0"), List.of("S39"), null, null);
        PortfolioDecomposition decomposition = decomposition(null, wide, null);
        Decomposition found = decomposition.of(MOMENTS.covariance(), 10);

        assertThat(found.clusters().stream().mapToInt(Cluster::cardinality).sum())
                .isEqualTo(CARDINALITY - 2);
        assertThat(decomposition.count(found)).isEqualTo(new Clustering.Count(2, CARDINALITY, CARDINALITY, "greedy"));
    }

    @Test
    void theNumberOfARangeIsOfTheWholeObjective() {
        // selling what is held, and buying anything else, costs more than it brings
        var turnover = new Turnover(1, Map.of("S7", 1.0 / CARDINALITY, "S8", 1.0 / CARDINALITY));
        var wide = new PortfolioConstraints(1, List.of(), List.of("S7"), List.of(), null, null);
        PortfolioDecomposition costly = decomposition(null, wide, turnover);
        assertThat(costly.count(costly.of(MOMENTS.covariance(), 10)))
                .isEqualTo(new Clustering.Count(1, CARDINALITY, 2, "greedy"));

        // what it shares with an asset of a deviation of 1000 makes every other one of the same returns worthless
        double[][] risky = MOMENTS.covariance().toArray();
        for (int i = 0; i < 40; i++) {
            risky[i][7] = i == 7 ? 1e6 : 50;
            risky[7][i] = risky[i][7];
        }
        PortfolioDecomposition beside = decomposition(null, wide, null);
        // one at least, so that there is something to choose
        assertThat(beside.count(beside.of(RealMatrix.of(risky), 10)))
                .isEqualTo(new Clustering.Count(1, CARDINALITY, 2, "greedy"));
    }

    @Test
    void someClusterIsLeftToBeSolvedWhereTheRangePermitsIt() {
        // of what is not mandatory everything costs more than it brings
        var turnover = new Turnover(1, Map.of("S7", 1.0 / CARDINALITY));
        var wide = new PortfolioConstraints(1, List.of(), List.of("S7"), List.of(), null, null);
        Decomposition found = decomposition(null, wide, turnover).of(MOMENTS.covariance(), 10);
        assertThat(found.clusters()).filteredOn(cluster -> !cluster.isDecided()).hasSize(1);
    }

    @Test
    void whereGroupsLeaveNothingToChooseEveryClusterIsDecided() {
        List<String> in = SYMBOLS.subList(0, CARDINALITY);
        var decided = new PortfolioConstraints(
                1,
                List.of(
                        new AssetGroup("in", in, CARDINALITY, CARDINALITY),
                        new AssetGroup("out", SYMBOLS.subList(CARDINALITY, 40), 0, 0)),
                List.of(),
                List.of(),
                null,
                null);
        PortfolioDecomposition decomposition = decomposition(null, decided);
        Decomposition found = decomposition.of(MOMENTS.covariance(), 10);
        assertThat(found.clusters()).allMatch(Cluster::isDecided);
        assertThat(found.clusters().stream()
                        .filter(cluster -> cluster.cardinality() > 0)
                        .flatMap(cluster -> cluster.assets().stream())
                        .map(SYMBOLS::get))
                .containsExactlyInAnyOrderElementsOf(in);
        assertThat(decomposition.count(found)).isNull();
    }

    @Test
    void whereRulesLeaveOneNumberNoneIsChosen() {
        PortfolioDecomposition one = decomposition(null, null);
        assertThat(one.count(one.of(MOMENTS.covariance(), 10))).isNull();
        var narrow = new PortfolioConstraints(
                3,
                List.of(new AssetGroup("all but one", SYMBOLS.subList(0, 39), 0, 3)),
                List.of(),
                List.of("S39"),
                null,
                null);
        PortfolioDecomposition left = decomposition(null, narrow);
        Decomposition found = left.of(MOMENTS.covariance(), 10);
        assertThat(left.count(found)).isNull();
        assertThat(found.clusters().stream().mapToInt(Cluster::cardinality).sum())
                .isEqualTo(3);
    }

    /// The order of a portfolio's symbols is not the market's, by which assets are numbered.
    @Test
    void onlyThePortfoliosOwnSymbolsAreTakenApart() {
        List<String> symbols = SYMBOLS.subList(8, 40).reversed();
        PortfolioDecomposition decomposition = decomposition(symbols, null);

        Decomposition found = decomposition.of(MOMENTS.covariance(), 10);

        assertThat(found.clusters())
                .map(Cluster::assets)
                .containsExactlyInAnyOrderElementsOf(
                        blocks(40).stream().map(block -> block.subList(2, 10)).toList());
        assertThat(decomposition.memory()).isEqualTo(8 * (40 * 40 + 2 * 32 * 32));
    }

    @Test
    void clustersOfBeforeKeepTheSymbolsThatAreStillFree() {
        List<List<String>> before = new ArrayList<>(blocks(40).stream()
                .map(block -> block.stream().map(SYMBOLS::get).toList())
                .toList()
                .reversed());
        before.set(
                0,
                Stream.concat(before.getFirst().stream(), Stream.of("GONE", "S0"))
                        .toList());
        before.add(List.of("ALSO GONE"));
        var constraints =
                new PortfolioConstraints(null, List.of(), List.of("S7", "S1"), List.of("S39", "S2"), null, null);

        Decomposition found = decomposition(null, constraints).of(MOMENTS.covariance(), 11, before);

        // S0 stays where it is named first
        assertThat(found.clusters())
                .map(Cluster::assets)
                .containsExactly(
                        List.of(0, 3, 11, 15, 19, 23, 27, 31, 35),
                        blocks(40).get(2).subList(1, 10),
                        blocks(40).get(1).subList(1, 10),
                        blocks(40).get(0).subList(1, 10));
        assertThat(found.clusters().stream().mapToInt(Cluster::cardinality).sum())
                .isEqualTo(CARDINALITY - 2);
    }

    @Test
    void aFreeAssetWithoutVarianceIsNamed() {
        double[][] covariance = MOMENTS.covariance().toArray();
        covariance[5][5] = 0;
        RealMatrix flat = RealMatrix.of(covariance);

        assertThatThrownBy(() -> decomposition(null, null).of(flat, 10))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("problem.universe must have prices that vary: those of 'S5' have a variance of 0.0");
        var without = new PortfolioConstraints(null, List.of(), List.of(), List.of("S5"), null, null);
        assertThat(decomposition(null, without).of(flat, 10).clusters()).hasSize(4);
    }

    private static PortfolioDecomposition decomposition(
            @Nullable List<String> symbols, @Nullable PortfolioConstraints constraints) {
        return decomposition(symbols, constraints, null);
    }

    private static PortfolioDecomposition decomposition(
            @Nullable List<String> symbols, @Nullable PortfolioConstraints constraints, @Nullable Turnover turnover) {
        return new PortfolioDecomposition(
                new PortfolioProblem(symbols, null, null, "u", null, 0.5, CARDINALITY, constraints, turnover, null),
                MARKET);
    }

    private static List<List<Integer>> blocks(int assets) {
        return IntStream.range(0, 4)
                .mapToObj(block -> IntStream.range(0, assets)
                        .filter(i -> i % 4 == block)
                        .boxed()
                        .toList())
                .toList();
    }
}
