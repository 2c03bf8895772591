package io.ketstream.results.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.testing.ClosedForm;
import io.ketstream.results.testing.RecordedKernel;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedTraining;
import io.ketstream.results.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KernelIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Three rows of tiles, the last smaller.
    private static final int ROWS = 310;

    private static final String FIDELITY = """
            {"type": "fidelity", "featureMap": {"type": "angle"}}""";

    @Test
    void theMatrixIsThereInEveryForm() {
        var recorded = RecordedKernel.of(RunId.random(), ROWS);
        send(recorded.submitted());
        // in any order, and some twice
        List<RecordedRun.Sent> answers = recorded.answers(1, ROWS);
        assertThat(answers).hasSize(6);
        answers.reversed().forEach(this::send);
        send(answers.get(2));
        send(recorded.ended(RunStatus.SUCCEEDED));
        String path = path(recorded);

        double[][] numpy = awaitNumpy(path);
        assertThat(numpy).hasDimensions(ROWS, ROWS);
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j++) {
                // closed form of cosines, the mirrored half in the other order
                assertThat(numpy[i][j])
                        .isCloseTo(ClosedForm.fidelity(recorded.features(i), recorded.features(j)), within(1e-15));
                assertThat(numpy[i][j]).isEqualTo(numpy[j][i]);
            }
        }
        double[][] csv = get(path, "text/csv")
                .body()
                .lines()
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        assertThat(csv).isDeepEqualTo(numpy);
        JsonNode json = JSON.readTree(get(path, "application/json").body());
        assertThat(json.at("/rows").asInt()).isEqualTo(ROWS);
        assertThat(json.at("/matrix").size()).isEqualTo(ROWS);
        assertThat(json.at("/matrix/309/17").asDouble()).isEqualTo(numpy[309][17]);
        assertThat(get(path).headers().firstValue("Content-Type")).contains("application/json");
    }

    /// The header is that of `numpy.save` of NumPy 2.
    @Test
    void aProjectedKernelIsComputedFromItsStates() {
        var recorded = RecordedKernel.of(RunId.random(), 5, """
                {"type": "kernel", "dataset": "shapes"}""", """
                {"type": "kernel-matrix",
                 "kernel": {"type": "projected", "gamma": 0.5, "featureMap": {"type": "angle"}}}""");
        send(recorded.submitted());
        recorded.answers(1, 5).forEach(this::send);
        send(recorded.ended(RunStatus.SUCCEEDED));
        double[][] matrix = awaitNumpy(path(recorded));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double sum = 0;
                for (int k = 0; k < 2; k++) {
                    sum += 2
                            - 2
                                    * Math.cos(recorded.features(i).get(k)
                                            - recorded.features(j).get(k));
                }
                assertThat(matrix[i][j]).isCloseTo(Math.exp(-0.25 * sum), within(1e-15));
            }
        }
        byte[] header = Arrays.copyOf(numpy(path(recorded)).body(), 128);
        assertThat(new String(header, StandardCharsets.ISO_8859_1))
                .isEqualTo("\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f8', 'fortran_order': False, 'shape': (5, 5), }"
                        + " ".repeat(58) + "\n");
    }

    /// Matrices of the folds come first where each has a preprocessing of its own, and last of all
    /// rows.
    @ParameterizedTest
    @CsvSource({"minmax, 3", "none, 1"})
    void aRunThatIsTestedInFoldsHasTheMatrixOfAllRows(String scaled, int first) {
        var recorded = RecordedKernel.of(
                RunId.random(),
                200,
                """
                {"type": "classification", "dataset": "shapes", "target": "kind",
                 "validation": {"type": "folds", "folds": 2}, "preprocessing": [%s]}""".formatted(scaled.equals("none") ? "" : "{\"type\": \"scale\", \"method\": \"minmax\"}"),
                "{\"type\": \"support-vector-machine\", \"kernel\": " + FIDELITY + "}");
        send(recorded.submitted());
        for (int sequence = 1; sequence < first; sequence++) {
            recorded.answers(sequence, 100).forEach(this::send);
        }
        sendSteps(recorded, first > 1 ? new int[] {1, 1} : new int[0], 3);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var early = get(path(recorded));
            assertThat(early.statusCode()).isEqualTo(409);
            assertThat(early.body()).contains("arrived here yet");
        });
        recorded.answers(first, 200).forEach(this::send);
        double[][] matrix = awaitNumpy(path(recorded));
        assertThat(matrix).hasDimensions(200, 200);
        assertThat(matrix[199][2])
                .isCloseTo(ClosedForm.fidelity(recorded.features(199), recorded.features(2)), within(1e-15));
    }

    /// Answers of the folds are as many, and of the same width, as those that have not arrived.
    @Test
    void aMatrixIsNotMadeOfTheAnswersToOtherQuestions() {
        var recorded = RecordedKernel.of(RunId.random(), 6, """
                {"type": "classification", "dataset": "shapes", "target": "kind",
                 "validation": {"type": "folds", "folds": 2},
                 "preprocessing": [{"type": "scale", "method": "minmax"}]}""", """
                {"type": "support-vector-machine",
                 "kernel": {"type": "projected", "gamma": 0.5, "featureMap": {"type": "angle"}}}""");
        send(recorded.submitted());
        recorded.answers(1, 6).forEach(this::send);
        recorded.answers(3, 6).forEach(this::send);
        List<RecordedRun.Sent> last = recorded.answers(5, 6);
        send(last.getLast());
        sendSteps(recorded, new int[] {2, 2}, 2);
        awaitRefusal(path(recorded), 409, "arrived here yet");
        send(last.getFirst());
        assertThat(awaitNumpy(path(recorded))).hasDimensions(6, 6);
    }

    @Test
    void whatIsMissingLongAfterTheEndDoesNotComeAnyMore() {
        var recorded = RecordedKernel.of(RunId.random(), ROWS);
        send(recorded.submitted());
        recorded.answers(1, ROWS).stream().skip(1).forEach(this::send);
        send(recorded.ended(RunStatus.SUCCEEDED, 0, Instant.now().minus(Duration.ofMinutes(11))));
        awaitRefusal(path(recorded), 404, "more than 10 minutes ago");
    }

    /// And the end.
    private void sendSteps(RecordedKernel recorded, int[] ofFolds, int ofAll) {
        for (int fold = 1; fold <= ofFolds.length; fold++) {
            send(recorded.answered(fold, fold, ofFolds[fold - 1]));
        }
        int steps = ofFolds.length + 1;
        send(recorded.answered(steps, null, ofAll));
        send(recorded.ended(RunStatus.SUCCEEDED, steps, Instant.now()));
    }

    @Test
    void whatHasNoMatrixSaysWhy() {
        assertThat(get("/api/v1/runs/" + RunId.random() + "/kernel").statusCode())
                .isEqualTo(404);
        var running = RecordedKernel.of(RunId.random(), 4);
        send(running.submitted());
        awaitRefusal(path(running), 409, "is QUEUED");
        send(running.ended(RunStatus.CANCELLED));
        awaitRefusal(path(running), 404, "is CANCELLED");
        var holdout = RecordedTraining.ofKernel(RunId.random());
        holdout.all().forEach(this::send);
        awaitRefusal("/api/v1/runs/" + holdout.run() + "/kernel", 404, "with holdout");
        var network = RecordedTraining.ofNetwork(RunId.random());
        network.all().forEach(this::send);
        awaitRefusal("/api/v1/runs/" + network.run() + "/kernel", 404, "has no kernel");
    }

    /// A part of a search asks for rows of its own, be they as many as the table has: rows 1 and 3,
    /// and then 0 and 2.
    @ParameterizedTest
    @ValueSource(strings = {FIDELITY, """
                {"type": "projected", "gamma": 0.5, "featureMap": {"type": "angle"}}"""})
    void aSearchAndItsPartsHaveNone(String kernel) {
        String problem = """
                {"type": "classification", "dataset": "shapes", "target": "kind",
                 "validation": {"type": "folds", "folds": 2}}""";
        String model = "{\"type\": \"support-vector-machine\", \"kernel\": " + kernel + "}";
        var part = RecordedKernel.of(RunId.random(), 4, problem, model);
        send(part.submitted(null, new SearchPart(SearchPart.Role.TEST, 1, List.of(), null, null)));
        part.answers(1, 4).forEach(this::send);
        send(part.ended(RunStatus.SUCCEEDED));
        awaitRefusal(path(part), 404, "is a part of a search");
        var search = RecordedKernel.of(RunId.random(), 4, problem, model);
        send(search.submitted(new GridSearch(Map.of("model.c", List.of(1, 10)), new Validation.Folds(2), null), null));
        send(search.ended(RunStatus.SUCCEEDED));
        awaitRefusal(path(search), 404, "is a search");
    }

    private void awaitRefusal(String path, int status, String reason) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String accept : List.of("application/json", "text/csv", "application/octet-stream")) {
                var answer = get(path, accept);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
                assertThat(answer.body()).contains(reason);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            }
        });
    }

    private static String path(RecordedKernel recorded) {
        return "/api/v1/runs/" + recorded.run() + "/kernel";
    }

    private double[][] awaitNumpy(String path) {
        await().atMost(PATIENCE).until(() -> numpy(path).statusCode() == 200);
        byte[] body = numpy(path).body();
        var bytes = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        int header = 10 + bytes.getShort(8);
        assertThat(header % 64).isZero();
        int rows = (int) Math.sqrt((body.length - header) / 8.0);
        var matrix = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                matrix[i][j] = bytes.getDouble(header + 8 * (i * rows + j));
            }
        }
        return matrix;
    }

    private HttpResponse<byte[]> numpy(String path) {
        return exchange(
                request(path).header("Accept", "application/octet-stream"), HttpResponse.BodyHandlers.ofByteArray());
    }
}
