package io.ketstream.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.testing.OpenApiContract;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Submissions in, circuits out, on a real broker and a real database.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=circuit-service", "spring.application.name=circuit-service"})
class RunCircuitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MAX_CUT = """
            {"problem": {"type": "maxcut", "nodes": 3, "edges": [[0, 1, 1.0], [1, 2, 2.0], [0, 2, 3.0]]},
             "ansatz": {"type": "qaoa", "layers": 2}, "seed": 7}""";

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", TestBroker::bootstrapServers);
        registry.add("spring.datasource.url", TestDatabase::create);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
        registry.add("ketstream.circuit.retry-longest", () -> "500ms");
    }

    private final EventCodec codec = new EventCodec("test");
    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, byte[]> producer = producer();
    private final KafkaConsumer<String, byte[]> consumer = consumer();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void connect() {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : List.of(Topics.CIRCUITS, Topics.RUN_CIRCUITS, Topics.deadLetter(Topics.PROBLEMS))) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

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
        List<Event> first = events(run, 2);
        int stored = storedCircuits();
        send(codec.toRecord(Topics.PROBLEMS, run));
        List<Event> second = events(run, 2);
        assertThat(second)
                .extracting(event -> event.metadata().id())
                .containsExactlyElementsOf(
                        first.stream().map(event -> event.metadata().id()).toList());
        assertThat(storedCircuits()).isEqualTo(stored);
    }

    @Test
    void malformedRecordsGoToTheDeadLetterTopicAndBlockNothing() throws Exception {
        RunSubmitted run = submission(MAX_CUT);
        String key = run.key();
        send(new ProducerRecord<>(Topics.PROBLEMS, key, "{\"type\":\"run-submitted\"".getBytes(UTF_8)));
        send(new ProducerRecord<>(Topics.PROBLEMS, key, "{\"type\":\"unheard-of\"}".getBytes(UTF_8)));
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
        });
        assertThat(received).anyMatch(message -> message.topic().equals(Topics.RUN_CIRCUITS));
    }

    @Test
    void aProblemThatGivesNoCircuitFailsItsRun() throws Exception {
        RunSubmitted run = submission(MAX_CUT.replace(
                "\"seed\"", "\"optimizer\": {\"type\": \"cobyla\", \"initialParameters\": [0.1]}, \"seed\""));
        send(codec.toRecord(Topics.PROBLEMS, run));
        var failed = (RunCircuitFailed) events(run, 1).getFirst();
        assertThat(failed.failure().code()).isEqualTo(Failure.CIRCUIT_REJECTED);
        assertThat(failed.failure().message()).contains("optimizer.initialParameters must have 4 entries");
    }

    @Test
    void aProblemBehindALinkIsFetchedOnceItsOwnerIsBack() throws Exception {
        RunSpecification specification = ModelJson.mapper().readValue(MAX_CUT, RunSpecification.class);
        byte[] content = ModelJson.mapper().writerFor(Problem.class).writeValueAsBytes(specification.problem());
        var refusals = new AtomicInteger(4);
        HttpServer owner = owner(content, refusals);
        try {
            RunSubmitted run = submission(specification, link(owner, Digest.of(content)));
            send(codec.toRecord(Topics.PROBLEMS, run));
            assertThat(events(run, 2).get(1)).isInstanceOf(RunCircuitReady.class);
            assertThat(refusals.get()).isNegative();
        } finally {
            owner.stop(0);
        }
    }

    @Test
    void aProblemThatIsNotTheOnePromisedFailsItsRun() throws Exception {
        RunSpecification specification = ModelJson.mapper().readValue(MAX_CUT, RunSpecification.class);
        HttpServer owner = owner("{}".getBytes(UTF_8), new AtomicInteger(0));
        try {
            RunSubmitted run = submission(specification, link(owner, Digest.of("something else")));
            send(codec.toRecord(Topics.PROBLEMS, run));
            var failed = (RunCircuitFailed) events(run, 1).getFirst();
            assertThat(failed.failure().code()).isEqualTo(Failure.PROBLEM_UNAVAILABLE);
            assertThat(failed.failure().message()).contains("digest differs");
        } finally {
            owner.stop(0);
        }
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

    private void assertRefused(String body, int status, String field) throws Exception {
        HttpResponse<String> answer = preview(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(ModelJson.mapper()
                        .readTree(answer.body())
                        .at("/errors/0/field")
                        .asString())
                .as(answer.body())
                .contains(field);
    }

    private HttpResponse<String> preview(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/circuits/preview"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void send(ProducerRecord<String, byte[]> message) throws Exception {
        producer.send(message).get();
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

    private static HttpServer owner(byte[] content, AtomicInteger refusals) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/problem", exchange -> {
            boolean refuse = refusals.getAndDecrement() > 0;
            exchange.sendResponseHeaders(refuse ? 503 : 200, refuse ? -1 : content.length);
            if (!refuse) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Link link(HttpServer owner, Digest digest) {
        return new Link(URI.create("http://127.0.0.1:" + owner.getAddress().getPort() + "/problem"), digest);
    }

    private RunSubmitted submission(String specification) {
        RunSpecification parsed = ModelJson.mapper().readValue(specification, RunSpecification.class);
        return submission(parsed, null);
    }

    private RunSubmitted submission(RunSpecification specification, @Nullable Link link) {
        RunId run = RunId.random();
        Problem problem = specification.problem();
        Digest digest = link == null ? Digest.of(problem.toString()) : link.sha256();
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", Instant.now(), null),
                run,
                new ProblemClaim(problem.type(), problem.size(), digest, link == null ? problem : null, link),
                specification.settings(1),
                null,
                null);
    }

    /// The events that `run` caused, the circuit first.
    private List<Event> events(RunSubmitted run, int count) {
        var found = receive(
                count,
                message -> run.metadata()
                        .id()
                        .equals(codec.decode(message.value()).metadata().causationId()));
        return found.stream()
                .sorted((a, b) -> a.topic().compareTo(b.topic()))
                .map(message -> codec.decode(message.value()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> receive(int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        var received = new ArrayList<ConsumerRecord<String, byte[]>>();
        Instant end = Instant.now().plus(PATIENCE);
        while (received.size() < count && Instant.now().isBefore(end)) {
            consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                if (wanted.test(message)) {
                    received.add(message);
                }
            });
        }
        assertThat(received).hasSize(count);
        return received;
    }

    private int storedCircuits() {
        return database.sql("select count(*) from circuit.circuit")
                .query(Integer.class)
                .single();
    }

    private HttpResponse<byte[]> get(String path, String type) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", type)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
