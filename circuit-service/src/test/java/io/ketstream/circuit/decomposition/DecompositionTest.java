package io.ketstream.circuit.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecompositionTest {

    @ParameterizedTest
    @CsvSource({"3, 6", "4, 5", "7, 11"})
    void equalBlocksAreFoundAgainWithTheModularityOfTheirClosedForm(int blocks, int size) {
        // |C*| ∝ 1 − 1/B inside a block and 1/B outside, so Q = (1 − 2/B)/2
        Decomposition decomposition =
                Decomposition.of(Markets.blocks(blocks, size, 0.7, 0.2, 300), 0.5, blocks * size / 2, 26);
        assertThat(decomposition.clusters().stream().map(Cluster::assets))
                .isEqualTo(IntStream.range(0, blocks)
                        .mapToObj(block -> IntStream.range(0, size)
                                .mapToObj(k -> block + k * blocks)
                                .toList())
                        .toList());
        assertThat(decomposition.modularity()).isCloseTo((1 - 2.0 / blocks) / 2, within(1e-9));
        assertThat(decomposition.groupEigenvalues().size()).isEqualTo(blocks - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void plantedSectorsAreFoundAgainInSampledReturns(long seed) {
        int sectors = 8;
        Decomposition decomposition =
                Decomposition.of(Markets.sectors(sectors, 160, 600, 0.5, 0.5, seed), 0.5, 16, 160);
        int strange = 0;
        int together = 0;
        for (Cluster cluster : decomposition.clusters()) {
            for (int asset : cluster.assets()) {
                for (int other : cluster.assets()) {
                    if (asset % sectors == other % sectors) {
                        together++;
                    } else {
                        strange++;
                    }
                }
            }
        }
        // what is sampled has errors: of 3200 pairs of the same sector 17 in 20 stay together, with hardly any other
        assertThat(together).isGreaterThan(2720);
        assertThat(strange).isLessThan(160);
        assertThat(decomposition.groupEigenvalues().size()).isEqualTo(sectors - 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "5, 37", "12, 30", "20, 8", "160, 159"})
    void everyAssetIsInOneClusterThatIsNoLargerThanTheCap(int cap, int cardinality) {
        Decomposition decomposition = Decomposition.of(Markets.sectors(5, 160, 300, 0.6, 1, 4), 0.5, cardinality, cap);
        List<Cluster> clusters = decomposition.clusters();
        assertThat(clusters.stream()
                        .flatMap(cluster -> cluster.assets().stream())
                        .sorted())
                .isEqualTo(IntStream.range(0, 160).boxed().toList());
        assertThat(clusters).allSatisfy(cluster -> {
            assertThat(cluster.assets()).isSorted().hasSizeLessThanOrEqualTo(cap);
            double fair = 1.0 * cardinality * cluster.assets().size() / 160;
            assertThat((double) cluster.cardinality()).isBetween(Math.floor(fair), Math.floor(fair) + 1);
        });
        assertThat(clusters.stream().map(cluster -> cluster.assets().getFirst()))
                .isSorted();
        assertThat(clusters.stream().mapToInt(Cluster::cardinality).sum()).isEqualTo(cardinality);
    }

    @Test
    void modularityIsThatOfItsDefinition() {
        MarketMoments moments = Markets.sectors(5, 60, 200, 0.6, 1, 4);
        var correlations = new Correlations(moments.covariance());
        Affinities affinities = Affinities.of(correlations, Spectrum.of(correlations, 200));
        Communities communities = Communities.of(affinities, 9);
        double[] degrees = new double[60];
        double total = 0;
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                degrees[i] += affinities.get(i, j);
            }
            total += degrees[i];
        }
        double modularity = 0;
        for (List<Integer> group : communities.groups()) {
            for (int i : group) {
                for (int j : group) {
                    modularity += (affinities.get(i, j) - degrees[i] * degrees[j] / total) / total;
                }
            }
        }
        assertThat(communities.modularity()).isCloseTo(modularity, within(1e-12));
        assertThat(modularity).isPositive();
    }

    @Test
    void theSameBitsForAnyNumberOfThreads() throws ExecutionException, InterruptedException {
        MarketMoments moments = Markets.sectors(6, 400, 300, 0.6, 1, 5);
        Decomposition alone = in(1, moments);
        assertThat(in(2, moments)).isEqualTo(alone);
        assertThat(in(3, moments)).isEqualTo(alone);
    }

    /// Streams share their work among the threads of the pool that they are begun in.
    private static Decomposition in(int threads, MarketMoments moments)
            throws ExecutionException, InterruptedException {
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> Decomposition.of(moments, 0.5, 40, 12)).get();
        }
    }

    @Test
    void tooFewObservationsLeaveNothingAboveTheNoiseAndAllButTheMarketIsTaken() {
        MarketMoments moments = Markets.blocks(4, 6, 0.7, 0.2, 2);
        Decomposition decomposition = Decomposition.of(moments, 0.5, 8, 26);
        assertThat(decomposition.groupEigenvalues().size()).isZero();
        assertThat(decomposition.upperEdge()).isGreaterThan(decomposition.marketEigenvalue());
        // C − λ₁v₁v₁ᵀ has the same blocks, and ones on its diagonal
        assertThat(decomposition.clusters())
                .hasSize(4)
                .allSatisfy(cluster -> assertThat(cluster.assets().stream()
                                .map(asset -> asset % 4)
                                .distinct())
                        .hasSize(1));
    }

    @Test
    void assetsThatAreTheSameAreDividedByTheCapAlone() {
        Decomposition decomposition = Decomposition.of(Markets.blocks(1, 12, 1, 1, 100), 0.5, 6, 3);
        assertThat(decomposition.marketEigenvalue()).isCloseTo(12, within(1e-10));
        assertThat(decomposition.clusters())
                .allSatisfy(cluster -> assertThat(cluster.assets().size()).isLessThanOrEqualTo(3));
    }

    @Test
    void riskIsBalancedByTheNormsOfWhatIsTakenApart() {
        // four uncorrelated blocks of the same seven deviations: ‖Σ‖ = √4·‖Σ_cc‖, so without returns the factor is 1/√4
        MarketMoments moments = Markets.blocks(4, 7, 0.5, 0, 1000);
        List<List<Integer>> blocks = IntStream.range(0, 4)
                .mapToObj(block ->
                        IntStream.range(0, 7).mapToObj(k -> block + 4 * k).toList())
                .toList();
        var still = new MarketMoments(RealVector.zeros(28), moments.covariance(), 1000);
        assertThat(RiskBalance.factor(still, blocks)).isCloseTo(0.5, within(1e-14));
        // with the same return everywhere the norms of returns undo it
        double[] same = new double[28];
        Arrays.fill(same, 0.1);
        var even = new MarketMoments(RealVector.of(same), moments.covariance(), 1000);
        assertThat(RiskBalance.factor(even, blocks)).isCloseTo(1, within(1e-14));
        // one cluster of everything is the problem itself
        assertThat(RiskBalance.factor(
                        moments, List.of(IntStream.range(0, 28).boxed().toList())))
                .isCloseTo(1, within(1e-14));
    }

    @Test
    void whatIsLeftOfACardinalityGoesToTheLargestRemainders() {
        assertThat(Cardinalities.proportional(new int[] {5, 3, 2}, 4)).containsExactly(2, 1, 1);
        assertThat(Cardinalities.proportional(new int[] {2, 4, 2}, 3)).containsExactly(1, 1, 1);
        assertThat(Cardinalities.proportional(new int[] {1, 1, 1}, 2)).containsExactly(1, 1, 0);
        assertThat(Cardinalities.proportional(new int[] {3, 9}, 12)).containsExactly(3, 9);
        assertThat(Cardinalities.proportional(new int[] {3, 9}, 0)).containsExactly(0, 0);
    }

    @Test
    void whatCannotBeTakenApartIsRefusedByName() {
        RealMatrix flat = RealMatrix.of(new double[][] {{1, 0}, {0, 0}});
        assertThatThrownBy(() -> new MarketMoments(RealVector.zeros(2), flat, 10))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("covariance[1][1] must be greater than 0");
        MarketMoments moments = Markets.blocks(2, 3, 0.5, 0, 100);
        assertThatThrownBy(() -> Decomposition.of(moments, 0.5, 6, 4)).hasMessageStartingWith("cardinality");
        assertThatThrownBy(() -> Decomposition.of(moments, 0.5, 3, 0)).hasMessageStartingWith("largestCluster");
        assertThatThrownBy(() -> new MarketMoments(moments.expectedReturns(), moments.covariance(), 1))
                .hasMessageStartingWith("observations");
    }

    @Test
    void noClusterHasAssetsOfTwoGroupsAndTheirLimitsAreKept() {
        MarketMoments moments = Markets.sectors(5, 160, 300, 0.6, 1, 4);
        List<Integer> first = IntStream.range(0, 60).boxed().toList();
        List<Integer> second = IntStream.range(60, 90).boxed().toList();
        var rules = new SelectionRules(
                160,
                40,
                40,
                List.of(
                        new SelectionRules.Group("few", first, 0, 5),
                        new SelectionRules.Group("many", second, 20, 30)));
        Decomposition decomposition = Decomposition.of(moments, 0.5, rules, 12);
        int few = 0;
        int many = 0;
        int all = 0;
        for (Cluster cluster : decomposition.clusters()) {
            assertThat(cluster.assets()).hasSizeLessThanOrEqualTo(12);
            boolean isFew = first.containsAll(cluster.assets());
            boolean isMany = second.containsAll(cluster.assets());
            assertThat(isFew || isMany || cluster.assets().stream().allMatch(asset -> asset >= 90))
                    .isTrue();
            few += isFew ? cluster.cardinality() : 0;
            many += isMany ? cluster.cardinality() : 0;
            all += cluster.cardinality();
        }
        assertThat(few).isLessThanOrEqualTo(5);
        assertThat(many).isEqualTo(20);
        assertThat(all).isEqualTo(40);
        assertThat(decomposition.clusters().stream()
                        .flatMap(cluster -> cluster.assets().stream())
                        .sorted())
                .isEqualTo(IntStream.range(0, 160).boxed().toList());
    }

    @Test
    void whatGroupsPermitIsSharedOutAsCloseToProportionAsPossible() {
        List<Integer> members = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var few = new SelectionRules.Group("few", members, 0, 2);
        var many = new SelectionRules.Group("many", members, 7, 10);
        var free = new SelectionRules.Group("free", members, 0, 10);
        assertThat(Cardinalities.within(List.of(few, free, free), 12)).containsExactly(2, 5, 5);
        assertThat(Cardinalities.within(List.of(many, free, free), 12)).containsExactly(7, 3, 2);
        assertThat(Cardinalities.within(List.of(free), 12 - 2)).containsExactly(10);
    }
}
