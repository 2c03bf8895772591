package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.testing.NoCatalog;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.model.run.WarmStart;
import io.ketstream.support.event.EventCodec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Runs of a strategy that are taken apart as the one before was.
class WarmDecompositionTest {

    private static final int ASSETS = 40;
    private static final List<String> SYMBOLS =
            IntStream.range(0, ASSETS).mapToObj(i -> "S" + i).toList();
    private static final PortfolioProblem PROBLEM = new PortfolioProblem(null, null, null, "u", null, 1, 12);
    private static final ParentRun STRATEGY = new ParentRun(RunId.random(), 7, ParentRun.Kind.STRATEGY);

    private final EventCodec codec = new EventCodec("test");
    private final List<Event> sent = new ArrayList<>();
    private final RunCircuits circuits = new RunCircuits(
            new NoCatalog(),
            link -> {
                throw new IllegalStateException("no run here has a problem behind a link");
            },
            WarmDecompositionTest::covariance,
            this::send,
            URI.create("http://self"),
            Duration.ofMinutes(15),
            () -> Instant.EPOCH);

    private void send(String topic, Event event) {
        codec.encode(event);
        sent.add(event);
    }

    /// Four sectors, every fourth asset in each.
    private static RealMatrix covariance(Link link, int assets) {
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                covariance[i][j] = i == j ? 0.09 : i % 4 == j % 4 ? 0.06 : 0.01;
            }
        }
        return RealMatrix.of(covariance);
    }

    private static WarmStart warm(int parameters) {
        return new WarmStart(
                List.of("S1", "S2"),
                IntStream.range(0, 4)
                        .mapToObj(c -> new WarmStart.Cluster(SYMBOLS.subList(10 * c, 10 * c + 10), angles(parameters)))
                        .toList());
    }

    private static RealVector angles(int parameters) {
        double[] angles = new double[parameters];
        Arrays.setAll(angles, k -> 0.123456 + k);
        return RealVector.of(angles);
    }

    private static RunSubmitted submission(int cap, @Nullable WarmStart warm) {
        RunId run = RunId.random();
        var covariance = new Link(URI.create("http://owner/covariance"), Digest.of("covariance"));
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", Instant.EPOCH, null),
                run,
                new ProblemClaim("portfolio", ASSETS, Digest.of("problem"), PROBLEM, null),
                new RunSpecification(null, PROBLEM, new Ansatz.Qaoa(1, Mixer.XY_RING, cap), null, null, null)
                        .settings(1),
                Digest.of("snapshot"),
                null,
                new MarketClaim(SYMBOLS, RealVector.zeros(ASSETS), covariance, 500),
                STRATEGY,
                warm);
    }

    private RunDecomposed decomposed(RunSubmitted run) {
        assertThat(circuits.generate(run)).isEqualTo(Outcome.DECOMPOSED);
        return (RunDecomposed) sent.getLast();
    }

    private static List<List<Integer>> clusters(RunDecomposed decomposed) {
        return decomposed.clustering().clusters().stream()
                .map(Clustering.Cluster::assets)
                .toList();
    }

    private static List<List<Integer>> tens() {
        return IntStream.range(0, 4)
                .mapToObj(
                        ten -> IntStream.range(10 * ten, 10 * ten + 10).boxed().toList())
                .toList();
    }

    @Test
    void clustersParentAndStartAreHandedOn() {
        RunDecomposed decomposed = decomposed(submission(10, warm(2)));

        assertThat(clusters(decomposed)).isEqualTo(tens());
        assertThat(decomposed.parent()).isEqualTo(STRATEGY);
        assertThat(decomposed.warmStart()).isEqualTo(warm(2));
    }

    @Test
    void aColdRunHasItsOwnClustersAndItsParent() {
        RunDecomposed decomposed = decomposed(submission(10, null));

        assertThat(clusters(decomposed))
                .hasSize(4)
                .allSatisfy(cluster -> assertThat(
                                cluster.stream().map(asset -> asset % 4).distinct())
                        .hasSize(1));
        assertThat(decomposed.parent()).isEqualTo(STRATEGY);
        assertThat(decomposed.warmStart()).isNull();
    }

    @Test
    void clustersThatHaveBecomeTooLargeAreMadeAnewAndTheStartIsHandedOnAllTheSame() {
        RunDecomposed decomposed = decomposed(submission(9, warm(2)));

        assertThat(clusters(decomposed))
                .allSatisfy(cluster -> assertThat(cluster).hasSizeLessThanOrEqualTo(9));
        assertThat(decomposed.warmStart()).isEqualTo(warm(2));
    }

    @Test
    void parametersThatDoNotFitIntoAMessageAreNotTold() {
        RunDecomposed decomposed = decomposed(submission(10, warm(8000)));

        assertThat(clusters(decomposed)).isEqualTo(tens());
        assertThat(decomposed.warmStart()).isEqualTo(new WarmStart(List.of("S1", "S2"), List.of()));
    }

    @Test
    void aRunThatCannotBeTakenApartTellsItsParent() {
        RunSubmitted run = submission(10, warm(2));
        var withoutCap = new RunSubmitted(
                run.metadata(),
                run.runId(),
                run.problem(),
                new RunSpecification(null, PROBLEM, new Ansatz.Qaoa(1, Mixer.XY_RING), null, null, null).settings(1),
                run.snapshotDigest(),
                null,
                run.market(),
                run.parent(),
                run.warmStart());

        assertThat(circuits.generate(withoutCap)).isEqualTo(Outcome.FAILED);
        assertThat(((RunCircuitFailed) sent.getFirst()).parent()).isEqualTo(STRATEGY);
    }
}
