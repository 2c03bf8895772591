package io.ketstream.optimizer.loop.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.OptimizerServiceApplication;
import io.ketstream.optimizer.loop.Samples;
import io.ketstream.optimizer.loop.Trainings;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.testing.OpenApiContract;
import io.ketstream.support.testing.TestBroker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on a real broker; everything else is a [Responder].
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoopIT {

    private static final Logger LOG = LoggerFactory.getLogger(LoopIT.class);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext service;

    @SuppressWarnings("NullAway.Init")
    private static Responder responder;

    @BeforeAll
    static void start() {
        service = service("first");
        responder = new Responder(TestBroker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        responder.close();
        service.close();
    }

    private static ConfigurableApplicationContext service(String stateDirectory) {
        return KetstreamService.run(
                OptimizerServiceApplication.class,
                "optimizer-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--ketstream.optimizer.instance-id=loop-it",
                "--ketstream.optimizer.standby-replicas=0",
                "--ketstream.optimizer.state-directory=" + directory.resolve(stateDirectory));
    }

    @Test
    @Order(1)
    void runsOfEveryOptimizerEnd() {
        List<RunId> runs = new ArrayList<>();
        for (OptimizerType type : OptimizerType.values()) {
            RunId run = RunId.random();
            runs.add(run);
            responder.send(
                    Topics.RUN_CIRCUITS,
                    Samples.circuit(run, Samples.diagonal(), Samples.settings(Samples.optimizer(type, 100), null)));
        }
        for (RunId run : runs) {
            RunEnded ended = ended(run);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(numbers(run)).hasSize(ended.iterations());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(responder.seen(run, ControlsComputed.class))
                            .isNotEmpty());
            ControlsComputed controls =
                    responder.seen(run, ControlsComputed.class).getFirst();
            // the maximum of −E over Samples.ISING
            assertThat(controls.controls().exact())
                    .isNotNull()
                    .extracting(Controls.Exact::objective)
                    .isEqualTo(2.5);
            assertThat(controls.controls().heuristic().objective()).isEqualTo(2.5);
        }
    }

    @Test
    @Order(2)
    void aRestartWithAnEmptyStateDirectoryChangesNothing() {
        RunId undisturbed = new RunId(new UUID(77, System.nanoTime()));
        responder.send(Topics.RUN_CIRCUITS, sampled(undisturbed, 600));
        ended(undisturbed);
        RunId run = RunId.random();
        responder.send(Topics.RUN_CIRCUITS, sampled(run, 600));
        await().atMost(PATIENCE).until(() -> numbers(run).size() > 50);
        service.close();
        int before = numbers(run).size();
        service = service("second");
        ended(run);
        assertThat(before).isLessThan(295);
        assertThat(numbers(run).keySet()).isEqualTo(numbers(undisturbed).keySet());
        numbers(undisturbed).forEach((number, expected) -> {
            IterationCompleted actual = requireNonNull(numbers(run).get(number));
            assertThat(actual.parameters()).isEqualTo(expected.parameters());
            assertThat(actual.objective()).isEqualTo(expected.objective());
        });
    }

    @Test
    @Order(3)
    void commandsOverHttpAct() throws Exception {
        RunId run = RunId.random();
        responder.send(Topics.RUN_CIRCUITS, sampled(run, 1_000_000));
        await().atMost(PATIENCE).until(() -> numbers(run).size() > 20);
        assertThat(post("/api/v1/runs/" + run + "/pause")).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() -> !responder.seen(run, RunPaused.class).isEmpty());
        assertThat(post("/api/v1/runs/" + run + "/resume")).isEqualTo(202);
        int seen = numbers(run).size();
        await().atMost(PATIENCE).until(() -> numbers(run).size() > seen + 10);
        assertThat(post("/api/v1/runs/" + run + "/cancel")).isEqualTo(202);
        assertThat(ended(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(ended(run).best()).isNotNull();
        assertThat(post("/api/v1/runs/nonsense/cancel")).isEqualTo(400);
    }

    @Test
    @Order(4)
    void badRecordsGoToTheDeadLettersAndBlockNothing() {
        RunId run = RunId.random();
        responder.sendRaw(Topics.RUN_COMMANDS, run.toString(), "no event".getBytes(UTF_8));
        responder.sendRaw(Topics.EXECUTION_RESULTS, "no run", "{}".getBytes(UTF_8));
        // an outcome where circuits belong
        responder.send(
                Topics.RUN_CIRCUITS, new RunCommand.Cancel(EventMetadata.of("misplaced", Samples.START, null), run));
        responder.send(Topics.RUN_CIRCUITS, sampled(run, 20));
        assertThat(ended(run).status()).isEqualTo(RunStatus.SUCCEEDED);
        for (String topic : List.of(Topics.RUN_COMMANDS, Topics.EXECUTION_RESULTS, Topics.RUN_CIRCUITS)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(records(Topics.deadLetter(topic))).isEqualTo(1));
        }
    }

    @Test
    @Order(5)
    void theServiceDescribesItself() throws Exception {
        OpenApiContract.assertKept(
                "optimizer-service",
                "http://localhost:8084",
                exchange(request("/v3/api-docs")).body());
    }

    @Test
    @Order(6)
    void fiveHundredRunsGoOnAtOnce() {
        List<RunId> runs = new ArrayList<>();
        List<OptimizerType> types = List.of(OptimizerType.values());
        for (int i = 0; i < 500; i++) {
            RunId run = RunId.random();
            runs.add(run);
            OptimizerType type = types.get(i % types.size());
            responder.send(
                    Topics.RUN_CIRCUITS,
                    Samples.circuit(run, Samples.operator(), Samples.settings(Samples.optimizer(type, 20), null)));
        }
        for (RunId run : runs) {
            assertThat(ended(run).status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    @Order(7)
    void runsThatLearnFetchTheirTableAndGoOnAfterARestart() throws Exception {
        HttpServer owner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var fetched = new AtomicInteger();
        owner.createContext("/table", exchange -> {
            byte[] table = Trainings.text();
            boolean csv = "text/csv".equals(exchange.getRequestHeaders().getFirst("Accept"));
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(csv ? 200 : 406, csv ? table.length : -1);
            if (csv) {
                exchange.getResponseBody().write(table);
            }
            exchange.close();
        });
        owner.start();
        try {
            URI table = URI.create("http://127.0.0.1:" + owner.getAddress().getPort() + "/table");
            TrainingReady kernel = send(Trainings.at(Trainings.kernel(RunId.random()), table));
            RunEnded ended = ended(kernel.runId());
            assertThat(ended.failure()).isNull();
            assertThat(requireNonNull(ended.learning()).model()).isNotNull();
            // tiles are for all who execute, wherever they read
            assertThat(askedPartitions(kernel.runId()))
                    .hasSameSizeAs(responder.seen(kernel.runId(), ExecutionRequested.class));

            var training =
                    new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.05, 150, 6, null);
            TrainingReady network = send(Trainings.at(Trainings.network(RunId.random(), training), table));
            RunId run = network.runId();
            await().atMost(PATIENCE)
                    .until(() -> responder.seen(run, TrainingProgressed.class).size() > 60);
            service.close();
            int before = responder.seen(run, ExecutionRequested.class).size();
            service = service("third");
            RunEnded learnt = ended(run);
            assertThat(learnt.failure()).isNull();
            // three batches and a look at all rows an epoch
            assertThat(before).isLessThan(600);
            assertThat(responder.seen(run, ExecutionRequested.class).stream()
                            .map(request -> request.requestId())
                            .distinct())
                    .hasSize(600);
            TrainingReady again = send(Trainings.at(Trainings.network(RunId.random(), training), table));
            RunEnded undisturbed = ended(again.runId());
            assertThat(askedPartitions(again.runId())).hasSize(1);
            assertThat(requireNonNull(learnt.learning()).validation())
                    .isEqualTo(requireNonNull(undisturbed.learning()).validation());
            LOG.atInfo()
                    .addKeyValue("millis", median(again.runId()))
                    .log("Median of the time from one question of a network to the next");
            assertThat(fetched).hasValueGreaterThan(0);
        } finally {
            owner.stop(0);
        }
    }

    private static Set<Integer> askedPartitions(RunId run) {
        return responder.seen(run).stream()
                .filter(seen -> seen.event() instanceof ExecutionRequested)
                .map(Responder.Seen::partition)
                .collect(Collectors.toSet());
    }

    private static double median(RunId run) {
        long[] asked = responder.seen(run).stream()
                .filter(seen -> seen.event() instanceof ExecutionRequested)
                .mapToLong(Responder.Seen::nanos)
                .toArray();
        double[] gaps = IntStream.range(1, asked.length)
                .mapToDouble(k -> (asked[k] - asked[k - 1]) / 1e6)
                .sorted()
                .toArray();
        return gaps[gaps.length / 2];
    }

    private static TrainingReady send(TrainingReady ready) {
        responder.answersWith(ready.runId(), request -> Trainings.answer(ready, request));
        responder.send(Topics.RUN_CIRCUITS, ready);
        return ready;
    }

    private static RunCircuitReady sampled(RunId run, int evaluations) {
        var optimizer =
                new OptimizerSpecification(OptimizerType.SPSA, 1_000_000, evaluations, null, null, 0, null, Map.of());
        return Samples.circuit(run, Samples.operator(), Samples.settings(optimizer, 1000));
    }

    private static RunEnded ended(RunId run) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !responder.seen(run, RunEnded.class).isEmpty());
        return responder.seen(run, RunEnded.class).getFirst();
    }

    private static Map<Integer, IterationCompleted> numbers(RunId run) {
        var numbers = new LinkedHashMap<Integer, IterationCompleted>();
        responder
                .seen(run, IterationCompleted.class)
                .forEach(iteration -> numbers.putIfAbsent(iteration.iteration(), iteration));
        return numbers;
    }

    private static int post(String path) throws Exception {
        return exchange(request(path).POST(HttpRequest.BodyPublishers.noBody())).statusCode();
    }

    private static HttpRequest.Builder request(String path) {
        int port = requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static long records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
