package io.ketstream.results.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.prediction.Questions;
import io.ketstream.results.testing.ClosedForm;
import io.ketstream.results.testing.FakeExecutor;
import io.ketstream.results.testing.FakeOwner;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedTraining;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.results.testing.TrainedModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class PredictionsIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TABLE = "/api/v1/dataset-versions/" + Digest.of(TrainedModels.TABLE);
    private static final String CIRCUIT = "/api/v1/circuits/" + RecordedTraining.CIRCUIT;
    private static final String ROW = "{\"rows\": [{\"width\": 0.5, \"height\": 2.5}]}";

    @Autowired
    private JdbcClient jdbc;

    private FakeOwner owner;

    @BeforeEach
    void start() throws IOException {
        owner = new FakeOwner();
    }

    @AfterEach
    void stop() {
        owner.close();
    }

    @Test
    void aKernelModelTellsTheClassesOfNewRows() throws Exception {
        TrainedModel model = marked("kept");
        String path = learnt(RecordedTraining.ofKernel(RunId.random()), model);
        try (var executor = new FakeExecutor(FakeExecutor::computed)) {
            var answer = post(
                    path + "/predict",
                    "{\"rows\": [{\"width\": 0.5, \"height\": 2.5}, {\"height\": 0, \"width\": 3}]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode told = JSON.readTree(answer.body());
            assertThat(told.at("/predictions").toString()).isEqualTo("[\"a\",\"b\"]");
            var row = RealVector.of(0.5, 2.5);
            assertThat(told.at("/decisions/0/0").asDouble())
                    .isCloseTo(
                            0.125
                                    - ClosedForm.fidelity(row, RealVector.of(0, 3))
                                    + ClosedForm.fidelity(row, RealVector.of(3, 0)),
                            within(1e-15));
            assertThat(told.at("/engine/profile").asString()).isEqualTo(RecordedRun.ENGINE.profile());
            assertThat(executor.asked()).hasSize(1);
            ExecutionRequested asked = executor.asked().getFirst();
            assertThat(asked.requestId().sequence()).isEqualTo(Questions.OF_NO_LOOP);
            assertThat(asked.pinned()).isEqualTo(RecordedRun.ENGINE);
            assertThat(asked.backend()).isEqualTo(RecordedRun.ENGINE.backend());
            assertThat(asked.circuitLink()).isEqualTo(model.circuitLink());

            JsonNode score = JSON.readTree(post(
                            path + "/score",
                            "{\"rows\": [{\"width\": 0.5, \"height\": 2.5, \"kind\": \"a\"},"
                                    + " {\"width\": 3, \"height\": 0, \"kind\": \"a\"}]}")
                    .body());
            assertThat(score.at("/metrics/0/value").asDouble()).isEqualTo(0.5);
            assertThat(score.at("/confusion").toString()).isEqualTo("[[1,1],[0,0]]");
            assertThat(owner.requests()).as("the table is kept").isEqualTo(1);
            assertThat(get("/actuator/prometheus").body())
                    .contains("ketstream_results_predictions_seconds_count{")
                    .contains("outcome=\"succeeded\"");
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from event where run_id = ?")
                                    .param(asked.runId().value())
                                    .query(Long.class)
                                    .single())
                            .as("answers to predictions are not logged")
                            .isZero());
        }
    }

    @Test
    void aNetworkAndAProjectedKernelTellNewRowsToo() throws Exception {
        owner.put(TABLE, "text/csv", TrainedModels.TABLE);
        String network = learnt(RecordedTraining.ofNetwork(RunId.random()), TrainedModels.network(owner.address()));
        String regression = learnt(
                RecordedTraining.ofKernel(RunId.random()),
                TrainedModels.regressor(owner.address(), owner.address(), null));
        try (var executor = new FakeExecutor(FakeExecutor::computed)) {
            JsonNode told = JSON.readTree(post(network + "/predict", ROW).body());
            assertThat(told.at("/predictions/0").asString()).isEqualTo("a");
            assertThat(told.at("/decisions/0/0").asDouble()).isCloseTo(2 * Math.cos(1), within(1e-15));
            assertThat(told.at("/probabilities/0").size()).isEqualTo(3);
            JsonNode number =
                    JSON.readTree(post(regression + "/predict", "{\"rows\": [{\"width\": 1.5, \"colour\": null}]}")
                            .body());
            assertThat(number.at("/predictions/0").isNumber())
                    .as(number.toString())
                    .isTrue();
            assertThat(executor.asked()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"rows": [{"width": 1, "height": 1}, {"width": "x", "height": 1}]} | 422 | rows[1].width
            {"rows": [{"width": 1, "height": 1, "depth": 1}]}                  | 422 | rows[0].depth
            {"rows": [{"width": 1}]}                                           | 422 | rows[0].height
            {"rows": []}                                                       | 422 | rows
            {"rows": [null]}                                                   | 422 | rows[0]
            {"rows": 7}                                                        | 400 | rows
            {"rows": [[1, 2]]}                                                 | 422 | rows[0]
            {"rows": [{"width": {}, "height": 1}]}                             | 422 | rows[0].width
            {"rows": [{"width": 1, "height": 1}], "lines": []}                 | 400 | lines
            {}                                                                 | 422 | rows
            """)
    void badRowsAreRefusedByName(String body, int status, String field) {
        String path = learnt(RecordedTraining.ofKernel(RunId.random()), classifier());
        for (String action : List.of("/predict", "/score")) {
            var answer = post(path + action, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asString())
                    .as(answer.body())
                    .isEqualTo(field);
        }
    }

    @Test
    void anExecutorThatDiesOrStaysSilentIsToldAndTheNextPredictionSucceeds() throws Exception {
        owner.put(TABLE, "text/csv", TrainedModels.TABLE);
        String path = learnt(RecordedTraining.ofKernel(RunId.random()), classifier());
        try (var executor = new FakeExecutor(request -> null)) {
            var answer = post(path + "/predict", ROW);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("answered 0 of the questions in time");
            assertThat(executor.asked()).hasSize(1);
            String nobody = executor.asked().getFirst().runId().toString();
            assertThat(awaitRecords(
                            Topics.RUN_COMMANDS,
                            records -> records.stream()
                                    .anyMatch(record -> record.key().equals(nobody))))
                    .as("what nobody waits for is withdrawn")
                    .filteredOn(record -> record.key().equals(nobody))
                    .singleElement()
                    .satisfies(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                            .contains("\"withdraw\""));
            assertThat(jdbc.sql("select count(*) from event where type = 'Withdraw'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
        try (var executor = new FakeExecutor(request -> FakeExecutor.failed(request, Failure.EXECUTION_FAILED))) {
            var answer = post(path + "/predict", ROW);
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("the machine is cold");
            assertThat(executor.asked()).hasSize(1);
        }
        try (var executor = new FakeExecutor(request -> FakeExecutor.failed(request, Failure.EXECUTION_REJECTED))) {
            assertThat(post(path + "/predict", ROW).statusCode()).isEqualTo(422);
            assertThat(executor.asked()).hasSize(1);
        }
        try (var executor = new FakeExecutor(FakeExecutor::computed)) {
            assertThat(post(path + "/predict", ROW).statusCode()).isEqualTo(200);
            assertThat(executor.asked()).hasSize(1);
        }
    }

    @Test
    void anotherReleaseOfTheEngineTakesItsPlaceAndIsNamed() throws Exception {
        owner.put(TABLE, "text/csv", TrainedModels.TABLE);
        String path = learnt(RecordedTraining.ofKernel(RunId.random()), classifier());
        var newer = new Engine(RecordedRun.ENGINE.backend(), "statevector-9", RecordedRun.ENGINE.profile());
        try (var executor = new FakeExecutor(request -> request.pinned() != null
                ? FakeExecutor.failed(request, Failure.ENGINE_NOT_INSTALLED)
                : FakeExecutor.computed(request, newer))) {
            var answer = post(path + "/predict", ROW);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode told = JSON.readTree(answer.body());
            assertThat(told.at("/engine/name").asString()).isEqualTo("statevector-9");
            assertThat(told.at("/trainedWith/name").asString()).isEqualTo(RecordedRun.ENGINE.name());
            assertThat(executor.asked()).hasSize(2);
            assertThat(executor.asked().get(1).backend()).isEqualTo(RecordedRun.ENGINE.backend());
            JsonNode score =
                    JSON.readTree(post(path + "/score", "{\"rows\": [{\"width\": 3, \"height\": 0, \"kind\": \"b\"}]}")
                            .body());
            assertThat(score.at("/trainedWith/name").asString()).isEqualTo(RecordedRun.ENGINE.name());
        }
        var other = new Engine(RecordedRun.ENGINE.backend(), "tensor-network-1", RecordedRun.ENGINE.profile());
        try (var _ = new FakeExecutor(request -> request.pinned() != null
                ? FakeExecutor.failed(request, Failure.ENGINE_NOT_INSTALLED)
                : FakeExecutor.computed(request, other))) {
            var refused = post(path + "/predict", ROW);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("trained with local-statevector/statevector/strict-1", "tensor-network");
        }
    }

    @Test
    void moreThanAFewAtOnceAreToldToComeAgain() throws Exception {
        owner.put(TABLE, "text/csv", TrainedModels.TABLE);
        String path = learnt(RecordedTraining.ofKernel(RunId.random()), classifier());
        try (var executor = new FakeExecutor(request -> null)) {
            List<CompletableFuture<HttpResponse<String>>> silent = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> post(path + "/predict", ROW),
                            task -> Thread.ofVirtual().start(task)))
                    .toList();
            await().atMost(PATIENCE).until(() -> executor.asked().size() == 4);
            var turnedAway = post(path + "/predict", ROW);
            assertThat(turnedAway.statusCode()).isEqualTo(503);
            assertThat(turnedAway.headers().firstValue("Retry-After")).isPresent();
            assertThat(turnedAway.body()).contains("4 predictions are under way");
            for (CompletableFuture<HttpResponse<String>> each : silent) {
                assertThat(each.get().statusCode()).isEqualTo(503);
            }
        }
    }

    @Test
    void aTableThatIsAwayOrWrongOrForgottenIsTold() {
        TrainedModel model = TrainedModels.classifier(TrainedModels.marked("away"), owner.address(), owner.address());
        String path = learnt(RecordedTraining.ofKernel(RunId.random()), model);
        String table = Objects.requireNonNull(model.kernel()).table().href().getPath();
        var forgotten = post(path + "/predict", ROW);
        assertThat(forgotten.statusCode()).isEqualTo(502);
        assertThat(forgotten.body()).contains("no longer there");
        owner.put(table, "text/csv", "\"width\"\r\n1.0\r\n");
        assertThat(post(path + "/predict", ROW).body()).contains("other content than its digest says");
        owner.answerWith(500);
        int before = owner.requests();
        var away = post(path + "/predict", ROW);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(owner.requests() - before).as("it is asked again").isEqualTo(3);
    }

    @Test
    void modelsAreListedShownAndExported() throws Exception {
        owner.put(CIRCUIT, "text/x-openqasm", "OPENQASM 3.0;\n");
        var kernel = RecordedTraining.ofKernel(RunId.random());
        String path = learnt(kernel, classifier());
        String network = learnt(RecordedTraining.ofNetwork(RunId.random()), TrainedModels.network(owner.address()));
        var without = RecordedTraining.ofKernel(RunId.random());
        without.all().forEach(this::send);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json("/api/v1/runs/" + without.run())
                                .at("/status")
                                .asString(""))
                        .isEqualTo("SUCCEEDED"));

        JsonNode listed = json("/api/v1/models?size=200&dataset=shapes");
        assertThat(listed.at("/items")
                        .valueStream()
                        .map(item -> "/api/v1/models/" + item.at("/runId").asString()))
                .contains(path, network)
                .doesNotContain("/api/v1/models/" + without.run());
        assertThat(listed.at("/total").asInt()).isEqualTo(listed.at("/items").size());
        assertThat(json("/api/v1/models?size=1").at("/items").size()).isEqualTo(1);
        assertThat(json("/api/v1/models?dataset=nothing").at("/total").asInt(-1))
                .isZero();

        JsonNode shown = json(path);
        assertThat(shown.at("/summary/dataset").asString()).isEqualTo("shapes");
        assertThat(shown.at("/summary/validation/0/value").asDouble()).isEqualTo(0.75);
        assertThat(shown.at("/summary/model/kernel/type").asString()).isEqualTo("fidelity");
        assertThat(shown.at("/columns/0/name").asString()).isEqualTo("width");
        assertThat(shown.at("/trainingRows").asInt()).isEqualTo(2);
        assertThat(shown.at("/links/predict").asString()).endsWith(path + "/predict");
        assertThat(json("/api/v1/runs/" + kernel.run()).at("/learning").has("model"))
                .isFalse();

        Map<String, String> files = unzipped(path + "/export");
        assertThat(files)
                .containsOnlyKeys(
                        "README.txt",
                        "circuit.qasm",
                        "parameters.json",
                        "preprocessing.onnx",
                        "model.onnx",
                        "model.json");
        assertThat(files.get("preprocessing.onnx"))
                .contains("height", kernel.run().toString());
        assertThat(files.get("circuit.qasm")).isEqualTo("OPENQASM 3.0;\n");
        assertThat(files.get("README.txt"))
                .contains(Digest.of(TrainedModels.TABLE).value())
                .contains("input \"kernel\"", "kernel.rows in model.json", "Not in here")
                .doesNotContain("{");
        assertThat(JSON.readValue(files.get("model.json"), TrainedModel.class)).isEqualTo(classifier());
        JsonNode parameters = JSON.readTree(unzipped(network + "/export").get("parameters.json"));
        assertThat(parameters.at("/weights/w1").asDouble()).isEqualTo(-0.25);
        assertThat(parameters.at("/angles").toString()).isEqualTo("[\"x0\",\"x1\"]");
        assertThat(parameters.at("/readout/2").asString()).isEqualTo("ZZ");
    }

    @Test
    void whatIsNoModelIsNotFound() {
        String nobody = "/api/v1/models/" + RunId.random();
        Stream.of(get(nobody), get(nobody + "/export"), post(nobody + "/predict", ROW), post(nobody + "/score", ROW))
                .forEach(answer -> assertThat(answer.statusCode()).isEqualTo(404));
        assertThat(get("/api/v1/models?size=0").statusCode()).isEqualTo(422);
        assertThat(get("/api/v1/models/xyz").statusCode()).isEqualTo(400);
    }

    /// Of a table that no other test has used, so that it is not kept from there.
    private TrainedModel marked(String mark) {
        byte[] table = TrainedModels.marked(mark);
        owner.put("/api/v1/dataset-versions/" + Digest.of(table), "text/csv", table);
        return TrainedModels.classifier(table, owner.address(), owner.address());
    }

    private TrainedModel classifier() {
        return TrainedModels.classifier(owner.address(), owner.address());
    }

    /// @return the model's path
    private String learnt(RecordedTraining recorded, TrainedModel model) {
        recorded.with(model).all().forEach(this::send);
        String path = "/api/v1/models/" + recorded.run();
        await().atMost(PATIENCE).until(() -> get(path).statusCode() == 200);
        return path;
    }

    private Map<String, String> unzipped(String path) throws IOException {
        HttpResponse<byte[]> answer = bytes(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        var files = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
