package io.ketstream.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.client.FakeServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands a person gives while a stack is up, against services that answer as `API.md` says.
class KetstreamTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeServices services;

    @BeforeEach
    void start() throws IOException {
        services = new FakeServices();
        Files.writeString(
                data.resolve("addresses.properties"),
                "ingestion-service=%s%nresults-service=%s%n".formatted(services.url(), services.url()));
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void submitPrintsTheIdAndTheAddress() throws IOException {
        services.answer("POST", "/api/v1/runs", 202, "{\"runId\":\"run-1\"}");
        Path file = Files.writeString(data.resolve("run.json"), "{\"problem\":{}}");
        assertThat(ketstream("submit", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("run-1", services.url() + "/api/v1/runs/run-1");
        assertThat(services.lastBody()).isEqualTo("{\"problem\":{}}");
    }

    @Test
    void submitSaysWhichFieldWasRefused() throws IOException {
        services.answer("POST", "/api/v1/runs", 422, """
                {"title":"Unprocessable Content","detail":"problem.nodes must be between 1 and 30.",
                 "errors":[{"field":"problem.nodes","message":"must be between 1 and 30, not 0"}]}""");
        Path file = Files.writeString(data.resolve("run.json"), "{}");
        assertThat(ketstream("submit", file.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("422 Unprocessable Content", "problem.nodes must be between 1 and 30, not 0");
    }

    @Test
    void submitOfAFileThatIsNotThereSaysSo() {
        assertThat(ketstream("submit", "nowhere.json")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cannot read nowhere.json");
    }

    @Test
    void watchFollowsARunUntilItIsJudged() {
        services.answer("GET", "/api/v1/runs/run-1", 404, "{}");
        services.answer(
                "GET",
                "/api/v1/runs/run-1",
                200,
                "{\"status\":\"RUNNING\",\"iterations\":3,\"evaluations\":9,\"best\":{\"objective\":5.5}}");
        services.answer("GET", "/api/v1/runs/run-1", 200, """
                {"status":"SUCCEEDED","iterations":7,"evaluations":21,"verdict":"PENDING",
                 "best":{"objective":6.0,"sense":"MAXIMIZE","bitString":"0110","feasible":true}}""");
        services.answer("GET", "/api/v1/runs/run-1", 200, """
                {"status":"SUCCEEDED","iterations":7,"evaluations":21,"verdict":"EQUAL",
                 "best":{"objective":6.0,"sense":"MAXIMIZE","bitString":"0110","feasible":true},
                 "controls":{"exact":{"objective":6.0}}}""");
        assertThat(ketstream("watch", "run-1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("running", "3 iterations", "best 5.5", "PENDING", "EQUAL", "0110", "exact optimum    6.0");
    }

    @Test
    void watchOfAParentCountsItsChildren() {
        services.answer(
                "GET",
                "/api/v1/runs/run-1",
                200,
                "{\"status\":\"RUNNING\",\"children\":{\"begun\":120,\"ended\":45,\"failed\":1}}");
        services.answer("GET", "/api/v1/runs/run-1", 200, """
                {"status":"SUCCEEDED","evaluations":2400,"verdict":"BETTER",
                 "best":{"objective":-1.5,"selection":["AAPL","XOM"]},
                 "children":{"begun":120,"ended":120,"failed":1}}""");
        assertThat(ketstream("watch", "run-1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("45 of 120 children ended", "120 of 120", "BETTER", "best selection   AAPL, XOM")
                .doesNotContain("iterations");
    }

    @Test
    void watchOfARunThatFailedFails() {
        services.answer("GET", "/api/v1/runs/run-1", 200, """
                {"status":"FAILED","failure":{"code":"REPLAY_DIVERGED","message":"evaluation 12 differs"}}""");
        assertThat(ketstream("watch", services.url() + "/api/v1/runs/run-1")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("REPLAY_DIVERGED: evaluation 12 differs");
    }

    @Test
    void watchOfARunThatNobodyKnowsFails() {
        services.answer("GET", "/api/v1/runs/none", 404, "{}");
        assertThat(ketstream("watch", "none")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No run none");
    }

    @Test
    void withoutAStackItIsSaidHowToStartOne() {
        services.close();
        assertThat(ketstream("watch", "run-1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("./ketstream up");
    }

    @Test
    void statusAndDownOfNothing() {
        assertThat(ketstream("status")).isEqualTo(1);
        assertThat(ketstream("down")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.startsWith("Nothing is running in"))
                .hasSize(2);
    }

    @Test
    void aWrongCommandLineIsStatusTwo() {
        assertThat(ketstream("dance")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Unknown command 'dance'", "./ketstream help");
    }

    private int ketstream(String... words) {
        String[] complete = java.util.Arrays.copyOf(words, words.length + 2);
        complete[words.length] = "--data";
        complete[words.length + 1] = data.toString();
        return Ketstream.run(
                complete,
                data,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
