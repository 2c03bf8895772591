package io.ketstream.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.testing.ProblemOwner;
import io.ketstream.circuit.testing.ServiceTest;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.testing.OpenApiContract;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Submissions in, circuits out, on a real broker and a real database.
class RunCircuitsIT extends ServiceTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aSubmissionBecomesACircuitThatIsStoredPublishedAndAnnounced() throws Exception {
        RunSubmitted run = submission(MAX_CUT);
        send(codec.toRecord(Topics.PROBLEMS, run));

        List<Event> events = events(run, 2);
        var published = (CircuitPublished) events.get(0);
        var ready = (RunCircuitReady) events.get(1);
        assertThat(published.circuitDigest()).isEqualTo(ready.circuitDigest());
        CircuitDefinition definition = Objects.requireNonNull(published.circuit());
        assertThat(definition.digest()).isEqualTo(published.circuitDigest());
        assertThat(ready.parameters()).containsExactly("gamma0", "gamma1", "beta0", "beta1");
        assertThat(ready.settings()).isEqualTo(run.settings());
        assertThat(ready.problemDigest()).isEqualTo(run.problem().digest());
        assertThat(ready.metadata().causationId()).isEqualTo(run.metadata().id());

        HttpResponse<byte[]> circuit = get("/api/v1/circuits/" + ready.circuitDigest(), "application/json");
        assertThat(circuit.statusCode()).isEqualTo(200);
        assertThat(Digest.of(circuit.body())).isEqualTo(ready.circuitLink().sha256());
        assertThat(new String(
                        get("/api/v1/circuits/" + ready.circuitDigest(), "text/x-openqasm")
                                .body(),
                        UTF_8))
                .isEqualTo(definition.openQasm());
        assertThat(new String(
                        get("/api/v1/circuits/" + ready.circuitDigest(), "image/svg+xml")
                                .body(),
                        UTF_8))
                .startsWith("<svg");
    }

    @Test
    void aRedeliveredSubmissionSendsTheSameEventsAndStoresNothingNew() throws Exception {
        RunSubmitted run = submission(MAX_CUT);
        send(codec.toRecord(Topics.PROBLEMS, run));
        events(run, 2);
        int stored = storedCircuits();
        send(codec.toRecord(Topics.PROBLEMS, run));
        List<Event> both = events(run, 4);
        assertThat(both.get(1).metadata().id()).isEqualTo(both.get(0).metadata().id());
        assertThat(both.get(3).metadata().id()).isEqualTo(both.get(2).metadata().id());
        assertThat(storedCircuits()).isEqualTo(stored);
    }

    @Test
    void malformedRecordsGoToTheDeadLetterTopicAndBlockNothing() throws Exception {
        RunSubmitted run = submission(MAX_CUT);
        String key = run.key();
        send(new ProducerRecord<>(Topics.PROBLEMS, key, "{\"type\":\"run-submitted\"".getBytes(UTF_8)));
        var traced = new ProducerRecord<>(Topics.PROBLEMS, key, "{\"type\":\"unheard-of\"}".getBytes(UTF_8));
        traced.headers().add("traceparent", TRACE.getBytes(UTF_8));
        send(traced);
        send(new ProducerRecord<>(Topics.PROBLEMS, key, "{\"type\":\"run-submitted\"}".getBytes(UTF_8)));
        send(new ProducerRecord<>(Topics.PROBLEMS, key, null));
        send(codec.toRecord(Topics.PROBLEMS, run));

        List<ConsumerRecord<String, byte[]>> received = receive(6, any -> true);
        List<ConsumerRecord<String, byte[]>> letters = received.stream()
                .filter(letter -> letter.topic().equals(Topics.deadLetter(Topics.PROBLEMS)))
                .toList();
        assertThat(letters).hasSize(4);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.headers().lastHeader(DeadLetters.ERROR_HEADER).value())
                    .isNotEmpty();
            assertThat(new String(
                            letter.headers()
                                    .lastHeader(DeadLetters.ORIGIN_HEADER)
                                    .value(),
                            UTF_8))
                    .startsWith(Topics.PROBLEMS);
            assertThat(letter.headers().lastHeader(DeadLetters.SERVICE_HEADER).value())
                    .isEqualTo("circuit-service".getBytes(UTF_8));
        });
        assertThat(letters.stream()
                        .map(letter -> letter.headers().lastHeader("traceparent"))
                        .filter(Objects::nonNull))
                .singleElement()
                .satisfies(header -> assertThat(header.value()).isEqualTo(TRACE.getBytes(UTF_8)));
        assertThat(received).anyMatch(message -> message.topic().equals(Topics.RUN_CIRCUITS));
    }

    @Test
    void aProblemThatGivesNoCircuitFailsItsRun() throws Exception {
        RunSubmitted run = submission(MAX_CUT.replace(
                        "\"seed\"", "\"optimizer\": {\"type\": \"cobyla\", \"initialParameters\": [0.1]}, \"seed\"")
                .replace("\"qaoa\"", "\"hamiltonian-variational\""));
        send(codec.toRecord(Topics.PROBLEMS, run));
        var failed = (RunCircuitFailed) events(run, 1).getFirst();
        assertThat(failed.failure().code()).isEqualTo(Failure.CIRCUIT_REJECTED);
        assertThat(failed.failure().message()).contains("optimizer.initialParameters must have 8 entries");
    }

    @Test
    void aProblemBehindALinkIsFetchedOnceItsOwnerIsBack() throws Exception {
        RunSpecification specification = ModelJson.mapper().readValue(MAX_CUT, RunSpecification.class);
        byte[] content = ModelJson.mapper().writerFor(Problem.class).writeValueAsBytes(specification.problem());
        try (var owner = new ProblemOwner(content, 4)) {
            RunSubmitted run = submission(specification, owner.link(Digest.of(content)));
            send(codec.toRecord(Topics.PROBLEMS, run));
            assertThat(events(run, 2).get(1)).isInstanceOf(RunCircuitReady.class);
            assertThat(owner.asked()).isEqualTo(5);
        }
    }

    @Test
    void aProblemThatIsNotTheOnePromisedFailsItsRun() throws Exception {
        RunSpecification specification = ModelJson.mapper().readValue(MAX_CUT, RunSpecification.class);
        try (var owner = new ProblemOwner("{}".getBytes(UTF_8), 0)) {
            RunSubmitted run = submission(specification, owner.link(Digest.of("something else")));
            send(codec.toRecord(Topics.PROBLEMS, run));
            var failed = (RunCircuitFailed) events(run, 1).getFirst();
            assertThat(failed.failure().code()).isEqualTo(Failure.PROBLEM_UNAVAILABLE);
            assertThat(failed.failure().message()).contains("digest differs");
        }
    }

    @Test
    void aLargePortfolioIsTakenApartOnceTheOwnerOfItsCovarianceIsBack() throws Exception {
        byte[] content = covariance(40);
        try (var owner = new ProblemOwner(content, 4)) {
            RunSubmitted run = largeSubmission(40, owner.link(Digest.of(content)));
            send(codec.toRecord(Topics.PROBLEMS, run));
            var decomposed = (RunDecomposed) events(run, 1).getFirst();
            assertThat(owner.asked()).isEqualTo(5);
            assertThat(decomposed.market()).isEqualTo(run.market());
            assertThat(decomposed.problem()).isEqualTo(run.problem().problem());
            assertThat(decomposed.problemDigest()).isEqualTo(run.problem().digest());
            assertThat(decomposed.settings()).isEqualTo(run.settings());
            assertThat(decomposed.clustering().clusters())
                    .map(Clustering.Cluster::assets)
                    .containsExactlyInAnyOrder(everyFourth(0), everyFourth(1), everyFourth(2), everyFourth(3));

            // another run of the same snapshot, and the first again: nothing is fetched, the event has its id
            RunSubmitted another = largeSubmission(40, owner.link(Digest.of(content)));
            send(codec.toRecord(Topics.PROBLEMS, another));
            send(codec.toRecord(Topics.PROBLEMS, run));
            assertThat(events(another, 1)).hasOnlyElementsOfType(RunDecomposed.class);
            assertThat(events(run, 2))
                    .map(event -> event.metadata().id())
                    .containsOnly(decomposed.metadata().id());
            assertThat(owner.asked()).isEqualTo(5);
        }
    }

    @Test
    void ofARangeItIsToldWhichNumberOfAssetsTheClustersShareOut() throws Exception {
        byte[] content = covariance(40);
        var range = new PortfolioConstraints(5, List.of(), List.of(), List.of(), null, null);
        try (var owner = new ProblemOwner(content, 0)) {
            RunSubmitted run = largeSubmission(40, owner.link(Digest.of(content)), range);
            send(codec.toRecord(Topics.PROBLEMS, run));
            Clustering clustering = ((RunDecomposed) events(run, 1).getFirst()).clustering();
            // without returns every asset is a loss
            assertThat(clustering.count()).isEqualTo(new Clustering.Count(5, 12, 5, "greedy"));
            assertThat(clustering.clusters().stream()
                            .mapToInt(Clustering.Cluster::cardinality)
                            .sum())
                    .isEqualTo(5);
        }
    }

    @Test
    void aCovarianceThatIsNotTheOnePromisedFailsItsRun() throws Exception {
        try (var owner = new ProblemOwner(covariance(40), 0)) {
            RunSubmitted run = largeSubmission(40, owner.link(Digest.of("something else")));
            send(codec.toRecord(Topics.PROBLEMS, run));
            var failed = (RunCircuitFailed) events(run, 1).getFirst();
            assertThat(failed.failure().code()).isEqualTo(Failure.PROBLEM_UNAVAILABLE);
            assertThat(failed.failure().message()).contains("covariance", "digest differs");
        }
    }

    @Test
    void whatAChildComesToNamesItsParent() throws Exception {
        var parent = new ParentRun(RunId.random(), 3);
        RunSubmitted good = child(submission(MAX_CUT), parent);
        RunSubmitted bad = child(submission("""
                {"problem": {"type": "maxcut", "nodes": 3, "edges": [[0, 1, 1.0]]},
                 "ansatz": {"type": "hamiltonian-variational", "layers": 2},
                 "optimizer": {"type": "cobyla", "initialParameters": [0.1]}}"""), parent);
        send(codec.toRecord(Topics.PROBLEMS, good));
        send(codec.toRecord(Topics.PROBLEMS, bad));
        assertThat(((RunCircuitReady) events(good, 2).get(1)).parent()).isEqualTo(parent);
        assertThat(((RunCircuitFailed) events(bad, 1).getFirst()).parent()).isEqualTo(parent);
    }

    @Test
    void aLargeCircuitTravelsBehindALink() throws Exception {
        RunSubmitted run = submission("""
                {"problem": {"type": "qubo", "variables": 20, "quadratic": %s},
                 "ansatz": {"type": "qaoa", "layers": 40}, "seed": 7}""".formatted(allPairs(20)));
        send(codec.toRecord(Topics.PROBLEMS, run));
        List<Event> events = events(run, 2);
        var published = (CircuitPublished) events.get(0);
        assertThat(published.circuit()).isNull();
        Link link = Objects.requireNonNull(published.link());
        HttpResponse<byte[]> circuit = get(link.href().getPath(), "application/json");
        assertThat(Digest.of(circuit.body())).isEqualTo(link.sha256());
    }

    @Test
    void aPreviewAnswersTheCircuitAndStoresNothing() throws Exception {
        int stored = storedCircuits();
        HttpResponse<String> answer = preview(MAX_CUT.replace("\"layers\": 2", "\"layers\": 5"));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = ModelJson.mapper().readTree(answer.body());
        assertThat(body.get("parameters")).hasSize(10);
        assertThat(body.at("/resources/gates").asInt()).isEqualTo(3 + 5 * (3 + 3));
        assertThat(body.at("/circuit/openQasm").asString()).startsWith("OPENQASM 3");
        assertThat(body.get("costScale").asDouble()).isPositive();
        assertThat(get("/api/v1/circuits/" + body.get("digest").asString(), "application/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(storedCircuits()).isEqualTo(stored);
    }

    @Test
    void aPreviewOfWhatCannotBeIsRefusedByField() throws Exception {
        assertRefused(MAX_CUT.replace("\"layers\"", "\"layer\""), 400, "layer");
        assertRefused(MAX_CUT.replace("\"layers\": 2", "\"layers\": 201"), 422, "ansatz.layers");
        assertRefused(
                "{\"problem\": {\"type\": \"portfolio\", \"universe\": \"u\", \"riskAversion\": 1,"
                        + " \"cardinality\": 2}}",
                422,
                "problem.universe");
        assertRefused(
                MAX_CUT.replace(
                        "\"seed\"", "\"optimizer\": {\"type\": \"cobyla\", \"initialParameters\": [1]}, \"seed\""),
                422,
                "optimizer.initialParameters");
    }

    @Test
    void storedContentIsImmutableAndUnknownContentIsNotFound() throws Exception {
        RunSubmitted run = submission(MAX_CUT);
        send(codec.toRecord(Topics.PROBLEMS, run));
        var ready = (RunCircuitReady) events(run, 2).get(1);
        String path = "/api/v1/circuits/" + ready.circuitDigest();
        HttpResponse<byte[]> first = get(path, "text/x-openqasm");
        assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> second = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/x-openqasm")
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(get("/api/v1/formulations/" + "0".repeat(64), "application/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/circuits/nothing", "application/json").statusCode())
                .isEqualTo(422);
        assertThat(get("/actuator/health/readiness", "application/json").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theServiceDescribesItself() throws Exception {
        OpenApiContract.assertKept(
                "circuit-service",
                "http://localhost:8082",
                new String(get("/v3/api-docs", "application/json").body(), UTF_8));
    }

    private static RunSubmitted child(RunSubmitted run, ParentRun parent) {
        return new RunSubmitted(
                run.metadata(), run.runId(), run.problem(), run.settings(), null, null, null, parent, null);
    }

    private static RunSubmitted largeSubmission(int assets, Link covariance) {
        return largeSubmission(assets, covariance, PortfolioConstraints.NONE);
    }

    private static RunSubmitted largeSubmission(int assets, Link covariance, PortfolioConstraints constraints) {
        RunId run = RunId.random();
        var problem = new PortfolioProblem(null, null, null, "u", null, 0.5, 12, constraints, null, null);
        var specification =
                new RunSpecification(null, problem, new Ansatz.Qaoa(3, Mixer.XY_RING, 16), null, null, null);
        List<String> symbols = IntStream.range(0, assets).mapToObj(i -> "S" + i).toList();
        var market = new MarketClaim(symbols, RealVector.zeros(assets), covariance, 500);
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", Instant.now(), null),
                run,
                new ProblemClaim("portfolio", assets, Digest.of(symbols.toString()), specification.problem(), null),
                specification.settings(1),
                Digest.of("snapshot"),
                null,
                market,
                null,
                null);
    }

    /// Of four sectors, every fourth asset in each.
    private static byte[] covariance(int assets) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * assets * assets).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                bytes.putDouble(i == j ? 0.09 : i % 4 == j % 4 ? 0.07 : 0.02);
            }
        }
        return bytes.array();
    }

    private static List<Integer> everyFourth(int first) {
        return IntStream.iterate(first, i -> i < 40, i -> i + 4).boxed().toList();
    }

    private static String allPairs(int variables) {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < variables; i++) {
            for (int j = i + 1; j < variables; j++) {
                pairs.add("[" + i + ", " + j + ", " + (i + 1) / (j + 7.0) + "]");
            }
        }
        return pairs.toString();
    }
}
