package io.ketstream.circuit.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.problem.SelectionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Clusters of a day before, for four blocks of ten: asset i is in block i modulo 4.
class KeptClustersTest {

    private static final int CARDINALITY = 12;
    private static final MarketMoments MOMENTS = Markets.blocks(4, 10, 0.8, 0.3, 500);
    private static final SelectionRules RULES = SelectionRules.exactly(CARDINALITY, 40);

    private static Decomposition kept(int cap, List<List<Integer>> before) {
        return Decomposition.of(MOMENTS, 0.5, RULES, cap, before);
    }

    private static List<List<Integer>> clusters(Decomposition decomposition) {
        return decomposition.clusters().stream().map(Cluster::assets).toList();
    }

    private static List<Integer> block(int block, int from, int to) {
        return IntStream.range(from, to).mapToObj(k -> block + 4 * k).toList();
    }

    /// Whole blocks, the last one first.
    private static List<List<Integer>> blocks() {
        return List.of(block(3, 0, 10), block(2, 0, 10), block(1, 0, 10), block(0, 0, 10));
    }

    private static List<Integer> tens(int ten) {
        return IntStream.range(10 * ten, 10 * ten + 10).boxed().toList();
    }

    @Test
    void clustersStayWhateverWouldBeFoundToday() {
        List<List<Integer>> before = List.of(tens(2), tens(0), tens(3), tens(1));

        Decomposition kept = kept(10, before);

        assertThat(clusters(kept)).isEqualTo(before);
        assertThat(kept.clusters().stream().mapToInt(Cluster::cardinality)).containsExactly(3, 3, 3, 3);
        Decomposition anew = Decomposition.of(MOMENTS, 0.5, CARDINALITY, 10);
        assertThat(clusters(anew)).isNotEqualTo(before);
        assertThat(kept.groupEigenvalues()).isEqualTo(anew.groupEigenvalues());
        assertThat(kept.marketEigenvalue()).isEqualTo(anew.marketEigenvalue());
        // tens have as much of every block as of every other, or one more
        assertThat(kept.modularity()).isLessThan(anew.modularity() / 2);
        assertThat(kept.riskAversion()).isEqualTo(0.5 * RiskBalance.factor(MOMENTS, before));
    }

    @Test
    void theModularityOfClustersDoesNotDependOnWhereTheyComeFrom() {
        Decomposition anew = Decomposition.of(MOMENTS, 0.5, CARDINALITY, 10);

        Decomposition kept = kept(10, blocks());

        assertThat(clusters(kept)).isEqualTo(blocks());
        assertThat(kept.modularity()).isCloseTo(anew.modularity(), within(1e-14));
        assertThat(kept.riskAversion()).isCloseTo(anew.riskAversion(), within(1e-14));
    }

    @Test
    void newAssetsJoinThoseThatTheyHaveMostToDoWith() {
        List<List<Integer>> before = List.of(block(3, 1, 10), block(2, 0, 8), block(1, 0, 10), block(0, 0, 9));

        assertThat(clusters(kept(10, before))).isEqualTo(blocks());
    }

    @Test
    void whereNoneHasRoomNewAssetsMakeClustersOfTheirOwn() {
        List<List<Integer>> before = List.of(block(3, 0, 9), block(2, 0, 9), block(1, 0, 9), block(0, 0, 9));

        List<List<Integer>> clusters = clusters(kept(9, before));

        assertThat(clusters.subList(0, 4)).isEqualTo(before);
        assertThat(clusters.subList(4, clusters.size())).containsExactly(List.of(36, 37, 38, 39));
    }

    /// Asset 36 is of block 0, which is full.
    @Test
    void anAssetWhoseOwnClusterIsFullJoinsAnotherOne() {
        List<List<Integer>> before = List.of(block(0, 0, 9), block(1, 0, 10), block(2, 0, 10), block(3, 0, 8));
        var full = new ArrayList<>(before);
        full.add(List.of(block(3, 8, 9).getFirst(), block(3, 9, 10).getFirst()));

        List<List<Integer>> clusters = clusters(Decomposition.of(MOMENTS, 0.5, RULES, 10, full));
        assertThat(clusters.getFirst()).isEqualTo(block(0, 0, 10));

        var fuller = new ArrayList<>(full);
        fuller.set(0, block(0, 0, 5));
        fuller.add(block(0, 5, 9));
        List<List<Integer>> joined = clusters(Decomposition.of(MOMENTS, 0.5, RULES, 10, fuller));
        // both halves of its block have the same mean affinity but for rounding, and room
        assertThat(joined.stream().filter(cluster -> cluster.contains(36)))
                .singleElement()
                .satisfies(cluster -> assertThat(cluster).allMatch(asset -> asset % 4 == 0));
    }

    @Test
    void emptyClustersVanish() {
        List<List<Integer>> before = new ArrayList<>(blocks());
        before.add(1, List.of());

        assertThat(clusters(kept(10, before))).isEqualTo(blocks());
    }

    @Test
    void aboveAQuarterOfNewAssetsAllClustersAreMadeAnew() {
        List<List<Integer>> anew = clusters(Decomposition.of(MOMENTS, 0.5, CARDINALITY, 10));
        List<List<Integer>> thirty = List.of(tens(2), tens(0), tens(1));

        assertThat(clusters(kept(10, thirty))).isEqualTo(List.of(tens(2), tens(0), tens(1), tens(3)));
        assertThat(clusters(kept(10, List.of(tens(2), tens(0), tens(1).subList(1, 10)))))
                .isEqualTo(anew);
        assertThat(clusters(kept(10, List.of(List.of(), List.of())))).isEqualTo(anew);
    }

    @Test
    void aClusterAboveASmallerCapEndsThemAll() {
        assertThat(clusters(kept(9, blocks())))
                .isEqualTo(clusters(Decomposition.of(MOMENTS, 0.5, CARDINALITY, 9)))
                .allSatisfy(cluster -> assertThat(cluster).hasSizeLessThanOrEqualTo(9));
    }

    @Test
    void groupsThatAClusterWouldMixEndThemAll() {
        var rules = new SelectionRules(
                40,
                CARDINALITY,
                CARDINALITY,
                List.of(new SelectionRules.Group(
                        "half", IntStream.range(0, 20).boxed().toList(), 0, 4)));

        assertThat(clusters(Decomposition.of(MOMENTS, 0.5, rules, 10, blocks())))
                .isEqualTo(clusters(Decomposition.of(MOMENTS, 0.5, rules, 10)));
    }

    /// What is new has most to do with a cluster of the other group, which has room.
    @Test
    void newAssetsStayWithinTheirGroup() {
        List<Integer> first = IntStream.range(0, 20).boxed().toList();
        var rules = new SelectionRules(
                40, CARDINALITY, CARDINALITY, List.of(new SelectionRules.Group("half", first, 0, 4)));
        List<List<Integer>> before = List.of(
                tens(0), tens(1).subList(0, 9), block(3, 5, 10), block(2, 5, 10), block(1, 5, 10), block(0, 5, 9));

        Decomposition kept = Decomposition.of(MOMENTS, 0.5, rules, 12, before);

        // 19 is new in the first group, 36 in the second
        assertThat(clusters(kept))
                .hasSize(6)
                .allSatisfy(cluster -> assertThat(
                                cluster.stream().map(first::contains).distinct())
                        .hasSize(1))
                .anySatisfy(cluster -> assertThat(cluster).isEqualTo(block(0, 5, 10)));
        assertThat(kept.clusters().stream()
                        .filter(cluster -> cluster.assets().getFirst() < 20)
                        .mapToInt(Cluster::cardinality)
                        .sum())
                .isEqualTo(4);
    }
}
