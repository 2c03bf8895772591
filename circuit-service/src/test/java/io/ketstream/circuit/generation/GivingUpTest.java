package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.circuit.testing.NoCatalog;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How long a run waits for a problem whose owner does not answer.
class GivingUpTest {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final RunSpecification SPECIFICATION = ModelJson.mapper()
            .readValue(
                    "{\"problem\": {\"type\": \"maxcut\", \"nodes\": 2, \"edges\": [[0, 1, 1.0]]}}",
                    RunSpecification.class);

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private boolean ownerIsAway = true;
    private boolean brokerIsAway;
    private final List<Event> sent = new ArrayList<>();
    private final RunCircuits circuits = new RunCircuits(
            new NoCatalog(),
            this::fetch,
            this::covariance,
            this::send,
            URI.create("http://circuit:8082"),
            LIMIT,
            () -> now);

    @Test
    void aRunWaitsForTheLimitFromItsFirstAttemptAndThenFails() {
        RunSubmitted run = submission();
        assertWaits(run);
        now = now.plus(LIMIT).minusMillis(1);
        assertWaits(run);
        assertThat(sent).isEmpty();
        now = now.plusMillis(1);
        assertThat(circuits.generate(run)).isEqualTo(Outcome.FAILED);
        var failed = (RunCircuitFailed) sent.getFirst();
        assertThat(failed.runId()).isEqualTo(run.runId());
        assertThat(failed.metadata().causationId()).isEqualTo(run.metadata().id());
        assertThat(failed.failure())
                .isEqualTo(new Failure(
                        Failure.PROBLEM_UNAVAILABLE,
                        "The problem could not be fetched within PT15M (ketstream.circuit.problem-give-up): no answer"
                                + " from http://owner/problem. Submit the run again once ingestion-service can be"
                                + " reached from circuit-service."));
        assertThat(sent).hasSize(1);
    }

    @Test
    void anAnswerEndsTheWait() {
        RunSubmitted run = submission();
        assertWaits(run);
        ownerIsAway = false;
        now = now.plus(LIMIT);
        assertThat(circuits.generate(run)).isEqualTo(Outcome.READY);
        ownerIsAway = true;
        assertWaits(run);
    }

    @Test
    void aRunThatIsTakenApartWaitsForItsCovariance() {
        RunSubmitted run = largeSubmission();
        assertWaits(run);
        now = now.plus(LIMIT).minusMillis(1);
        assertWaits(run);
        now = now.plusMillis(1);
        assertThat(circuits.generate(run)).isEqualTo(Outcome.FAILED);
        assertThat(((RunCircuitFailed) sent.getFirst()).failure().code()).isEqualTo(Failure.PROBLEM_UNAVAILABLE);

        RunSubmitted other = largeSubmission();
        assertWaits(other);
        ownerIsAway = false;
        now = now.plus(LIMIT);
        assertThat(circuits.generate(other)).isEqualTo(Outcome.DECOMPOSED);
    }

    @Test
    void eachRunHasItsOwnWait() {
        RunSubmitted first = submission();
        RunSubmitted second = submission();
        assertWaits(first);
        now = now.plus(LIMIT);
        assertWaits(second);
        assertThat(circuits.generate(first)).isEqualTo(Outcome.FAILED);
        assertWaits(second);
    }

    @Test
    void aFailureThatCannotBeToldIsToldAtTheNextAttempt() {
        RunSubmitted run = submission();
        assertWaits(run);
        now = now.plus(LIMIT);
        brokerIsAway = true;
        assertThatThrownBy(() -> circuits.generate(run)).isInstanceOf(IllegalStateException.class);
        brokerIsAway = false;
        assertThat(circuits.generate(run)).isEqualTo(Outcome.FAILED);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRunThatComesBackLongAfterAnotherInstanceHadItWaitsAnew() {
        RunSubmitted handedOver = submission();
        assertWaits(handedOver);
        now = now.plus(LIMIT.multipliedBy(3));
        assertWaits(submission());
        assertWaits(handedOver);
    }

    private void assertWaits(RunSubmitted run) {
        assertThatThrownBy(() -> circuits.generate(run)).isInstanceOf(ProblemUnavailableException.class);
    }

    private Problem fetch(Link link) {
        if (ownerIsAway) {
            throw new ProblemUnavailableException("no answer from " + link.href(), null);
        }
        return SPECIFICATION.problem();
    }

    private RealMatrix covariance(Link link, int assets) {
        if (ownerIsAway) {
            throw new ProblemUnavailableException("no answer from " + link.href(), null);
        }
        double[][] diagonal = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            diagonal[i][i] = 0.04;
        }
        return RealMatrix.of(diagonal);
    }

    private void send(String topic, Event event) {
        if (brokerIsAway) {
            throw new IllegalStateException("not acknowledged");
        }
        sent.add(event);
    }

    private static RunSubmitted submission() {
        RunId run = RunId.random();
        Digest digest = Digest.of("problem");
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", Instant.EPOCH, null),
                run,
                new ProblemClaim("maxcut", 2, digest, null, new Link(URI.create("http://owner/problem"), digest)),
                SPECIFICATION.settings(1),
                null,
                null,
                null,
                null,
                null);
    }

    private static RunSubmitted largeSubmission() {
        RunId run = RunId.random();
        Digest digest = Digest.of("covariance");
        List<String> symbols = IntStream.range(0, 30).mapToObj(i -> "S" + i).toList();
        var problem = new PortfolioProblem(null, null, null, "u", null, 1, 10);
        var market = new MarketClaim(
                symbols, RealVector.zeros(30), new Link(URI.create("http://owner/covariance"), digest), 100);
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", Instant.EPOCH, null),
                run,
                new ProblemClaim("portfolio", 30, digest, problem, null),
                new RunSpecification(null, problem, new Ansatz.Qaoa(1, Mixer.XY_RING, 8), null, null, null).settings(1),
                Digest.of("snapshot"),
                null,
                market,
                null,
                null);
    }
}
