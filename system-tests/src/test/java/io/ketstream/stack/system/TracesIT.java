package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.stack.system.SpanCollector.SentSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A run is one trace through all services, whose id is the run's. [DurabilityIT] shows it when parts are killed.
@SystemTest
class TracesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    @Test
    void aRunIsOneTraceOfAllServices(Suite suite) throws IOException {
        String runId = suite.submit(run());
        JsonNode ended = suite.awaitSuccess(runId, PATIENCE);
        RunTrace trace = RunTrace.await(suite, runId, PATIENCE);
        trace.requireWhole();

        SentSpan loop = trace.first(RunTrace.LOOP);
        assertThat(loop.attribute("ketstream.evaluations"))
                .isEqualTo(ended.get("evaluations").asString());
        assertThat(loop.attribute("ketstream.status")).isEqualTo("SUCCEEDED");
        assertThat(evaluated(trace)).isEqualTo(followed(suite, runId));

        JsonNode line = line(suite, Suite.CIRCUIT, runId, "circuit ready");
        assertThat(line.get("traceId").asString()).isEqualTo(runId.replace("-", ""));
        assertThat(line.get("spanId").asString())
                .isEqualTo(trace.first(RunTrace.CIRCUIT).spanId());
    }

    @Test
    void aReplayIsATraceOfItsOwnThatNamesTheOriginal(Suite suite) {
        String original = suite.submit(run());
        suite.awaitSuccess(original, PATIENCE);
        String runId = suite.post(Suite.RESULTS, "/api/v1/runs/" + original + "/replay")
                .requireSuccess()
                .json()
                .get("runId")
                .asString();
        RunTrace trace = RunTrace.await(suite, runId, PATIENCE);
        trace.requireWhole();
        assertThat(trace.first(RunTrace.SUBMISSION).attribute("ketstream.replay.of"))
                .isEqualTo(original);
    }

    @Test
    void theCallersTraceAndTheRunsPointToEachOther(Suite suite) {
        String runId = suite.http()
                .post(
                        suite.address(Suite.INGESTION, "/api/v1/runs"),
                        run(),
                        "00-%s-%s-01".formatted(CALLERS_TRACE, CALLERS_SPAN))
                .requireSuccess()
                .json()
                .get("runId")
                .asString();
        RunTrace trace = RunTrace.await(suite, runId, PATIENCE);
        trace.requireWhole();
        assertThat(trace.first(RunTrace.SUBMISSION).linkedTraces()).containsExactly(CALLERS_TRACE);
        SentSpan request = Poll.until(
                "the request's span in its caller's trace",
                PATIENCE,
                () -> suite.collector().ofTrace(CALLERS_TRACE).stream().findFirst());
        assertThat(request.service()).isEqualTo(Suite.INGESTION);
        assertThat(request.parentId()).isEqualTo(CALLERS_SPAN);
        assertThat(request.linkedTraces()).containsExactly(runId.replace("-", ""));
    }

    private static Set<Integer> evaluated(RunTrace trace) {
        return trace.named(RunTrace.EVALUATION).stream()
                .map(span -> Integer.valueOf(span.attribute("ketstream.sequence")))
                .collect(Collectors.toSet());
    }

    /// Of the questions that were asked the first, and each whose number is a power of two.
    private static Set<Integer> followed(Suite suite, String runId) {
        try (Topic topic = new Topic(suite)) {
            return topic.read(Topics.EXECUTION_REQUESTS, runId).stream()
                    .map(record -> JsonMapper.shared().readTree(record.value()))
                    .map(request ->
                            ExecutionId.of(request.get("requestId").asString()).sequence())
                    .filter(number -> number <= 16 || Integer.bitCount(number) == 1)
                    .collect(Collectors.toSet());
        }
    }

    private static JsonNode line(Suite suite, String service, String runId, String message) throws IOException {
        Path log = suite.stack().service(service).log();
        try (var lines = Files.lines(log)) {
            List<JsonNode> found = lines.filter(line -> line.contains(runId) && line.contains(message))
                    .map(line -> JsonMapper.shared().readTree(line))
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static ObjectNode run() {
        return RunBody.of("traced", RunBody.chordedRing(6), 3)
                .qaoa(1, "x")
                .optimizer("nelder-mead", 40)
                .withoutTolerance()
                .shots(100)
                .json();
    }
}
