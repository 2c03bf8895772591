package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.EventCodec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunDecompositionTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final PortfolioProblem PROBLEM = new PortfolioProblem(null, null, null, "us-stocks", null, 0.5, 100);
    private static final RunSettings SETTINGS =
            new RunSpecification("stocks", PROBLEM, new Ansatz.Qaoa(3, Mixer.XY_RING, 16), null, null, 7L).settings(7);
    private static final Link COVARIANCE = new Link(
            URI.create("http://ingestion-service.ketstream.svc.cluster.local:8081/api/v1/snapshots/" + Digest.of("")
                    + "/covariance"),
            Digest.of("covariance"));

    /// Before a byte is fetched, since a process out of memory would begin it again and again.
    @Test
    void whatDoesNotFitInMemoryIsRefused() {
        var decomposition = decomposition(400L << 20);

        assertThatThrownBy(() -> decomposition.of(submission(market(5000)), PROBLEM, market(5000)))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessage("problem.universe must be smaller, or circuit-service's heap larger: 5000 assets take 668"
                        + " MiB, and it has 400");
    }

    @Test
    void theClustersOfARunAreThoseOfItsMarket() {
        MarketClaim market = market(200);

        Clustering found = decomposition(1L << 30).of(submission(market), PROBLEM, market);

        assertThat(found.clusters().stream().flatMap(cluster -> cluster.assets().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).boxed().toList());
        assertThat(found.clusters()).allSatisfy(cluster -> {
            assertThat(cluster.assets()).hasSizeLessThanOrEqualTo(16);
            assertThat(cluster.assets()).isSorted();
        });
        assertThat(found.clusters().stream()
                        .mapToInt(Clustering.Cluster::cardinality)
                        .sum())
                .isEqualTo(100);
        assertThat(found.seconds()).isZero();
    }

    /// Symbols as exchanges have them, returns to the last digit, clusters half as large as they may be.
    @Test
    void theLargestPortfolioFitsInAMessage() {
        MarketClaim market = market(PortfolioProblem.MAX_ASSETS);
        List<Clustering.Cluster> clusters = new ArrayList<>();
        for (int first = 0; first < PortfolioProblem.MAX_ASSETS; first += 8) {
            clusters.add(new Clustering.Cluster(
                    IntStream.range(first, first + 8).boxed().toList(), 1));
        }
        var groups = RealVector.of(new Random(1).doubles(60, 2, 40).toArray());
        var clustering = new Clustering(clusters, 1 / 81.0, Math.PI, 1000 / 3.0, groups, 1 / 3.0, 7.5);
        RunSubmitted run = submission(market);

        byte[] message = new EventCodec("test")
                .encode(new RunDecomposed(
                        EventMetadata.of(
                                run.runId() + "/decomposed", NOW, run.metadata().id()),
                        run.runId(),
                        PROBLEM,
                        run.problem().digest(),
                        market,
                        clustering,
                        SETTINGS));

        assertThat(message).hasSizeBetween(Topics.MAX_MESSAGE_BYTES / 2, Topics.MAX_MESSAGE_BYTES);
    }

    private static RunDecomposition decomposition(long heap) {
        var patience = new Patience(Duration.ofMinutes(15), () -> NOW);
        return new RunDecomposition(RunDecompositionTest::covariance, patience, heap, InstantSource.fixed(NOW));
    }

    /// Two sectors, alternating.
    private static RealMatrix covariance(Link link, int assets) {
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                covariance[i][j] = i == j ? 0.09 : i % 2 == j % 2 ? 0.05 : 0.02;
            }
        }
        return RealMatrix.of(covariance);
    }

    private static MarketClaim market(int assets) {
        var random = new Random(assets);
        List<String> symbols = IntStream.range(0, assets)
                .mapToObj(i -> Integer.toString(i + 36 * 36 * 36, 36).toUpperCase(Locale.ROOT))
                .toList();
        var returns = RealVector.of(random.doubles(assets, -0.3, 0.5).toArray());
        return new MarketClaim(symbols, returns, COVARIANCE, 1000);
    }

    private static RunSubmitted submission(MarketClaim market) {
        RunId run = RunId.random();
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", NOW, null),
                run,
                new ProblemClaim("portfolio", market.symbols().size(), Digest.of("problem"), PROBLEM, null),
                SETTINGS,
                Digest.of("snapshot"),
                null,
                market,
                null,
                null);
    }
}
