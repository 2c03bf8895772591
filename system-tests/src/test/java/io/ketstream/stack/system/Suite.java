package io.ketstream.stack.system;

import io.ketstream.stack.LocalStack;
import io.ketstream.stack.LocalStackBuilder;
import io.ketstream.stack.PortPlan;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.service.ServiceKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A running stack as its users see it.
final class Suite implements AutoCloseable {
    /// The property that asks for the tests in full.
    static final String LONG = "ketstream.system.long";

    static final String INGESTION = "ingestion-service";
    static final String CIRCUIT = "circuit-service";
    static final String EXECUTION = "execution-service";
    static final String OPTIMIZER = "optimizer-service";
    static final String RESULTS = "results-service";

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final int PAGE = 5_000;
    private static final Duration INTAKE = Duration.ofMinutes(2);

    private final LocalStack stack;
    private final SpanCollector collector;
    private final Http http = new Http();

    private Suite(LocalStack stack, SpanCollector collector) {
        this.stack = stack;
        this.collector = collector;
    }

    /// Whether the tests run that take more than a few minutes.
    static boolean isLong() {
        return Boolean.getBoolean(LONG);
    }

    static Suite start() {
        Path data = Path.of("target", "system-stack");
        new StackDirectory(data).delete();
        SpanCollector collector = SpanCollector.start();
        try {
            LocalStackBuilder builder = LocalStack.builder().data(data).ports(PortPlan.free());
            for (ServiceKind kind : ServiceKind.values()) {
                traced(collector)
                        .forEach((variable, value) -> builder.environment(kind.serviceName(), variable, value));
            }
            return new Suite(builder.start(), collector);
        } catch (RuntimeException failed) {
            collector.close();
            throw failed;
        }
    }

    /// Every trace is recorded, and logs are as they are in containers.
    private static Map<String, String> traced(SpanCollector collector) {
        return Map.of(
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", collector.endpoint(),
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "500ms",
                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1",
                "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
    }

    LocalStack stack() {
        return stack;
    }

    /// What the services have sent of traces.
    SpanCollector collector() {
        return collector;
    }

    Http http() {
        return http;
    }

    URI address(String service, String path) {
        return URI.create(stack.url(service) + path);
    }

    Answer get(String service, String path) {
        return http.get(address(service, path));
    }

    Answer post(String service, String path) {
        return http.send("POST", address(service, path), "application/json", "");
    }

    /// Submits a run.
    ///
    /// @return its id
    String submit(ObjectNode run) {
        return http.post(address(INGESTION, "/api/v1/runs"), run)
                .requireSuccess()
                .json()
                .get("runId")
                .asString();
    }

    /// @param verb `cancel`, `pause` or `resume`
    void command(String runId, String verb) {
        post(OPTIMIZER, "/api/v1/runs/" + runId + "/" + verb).requireSuccess();
    }

    /// Submits a run again and again until it is taken, perhaps twice.
    ///
    /// @return its id
    String submitPatiently(ObjectNode run) {
        return Poll.until(
                        "a run's submission",
                        INTAKE,
                        () -> Optional.of(http.post(address(INGESTION, "/api/v1/runs"), run))
                                .filter(Answer::isSuccess))
                .json()
                .get("runId")
                .asString();
    }

    /// The run as results-service shows it, once it is projected.
    Optional<JsonNode> run(String runId) {
        Answer answer = get(RESULTS, "/api/v1/runs/" + runId);
        return answer.isSuccess() ? Optional.of(answer.json()) : Optional.empty();
    }

    JsonNode awaitEnd(String runId, Duration patience) {
        return Poll.until(
                "the end of run " + runId,
                patience,
                () -> run(runId)
                        .filter(view -> ENDED.contains(view.path("status").asString(""))));
    }

    JsonNode awaitStatus(String runId, String status, Duration patience) {
        return Poll.until(
                status + " of run " + runId,
                patience,
                () -> run(runId).filter(view -> view.path("status").asString("").equals(status)));
    }

    /// Ended, SUCCEEDED, and its classical controls there.
    JsonNode awaitSuccess(String runId, Duration patience) {
        JsonNode ended = awaitEnd(runId, patience);
        if (!ended.path("status").asString("").equals("SUCCEEDED")) {
            throw new AssertionError("the run did not succeed: " + ended);
        }
        return Poll.until(
                "the controls of run " + runId, patience, () -> run(runId).filter(view -> view.has("controls")));
    }

    void awaitEvaluations(String runId, int least, Duration patience) {
        Poll.closely(
                least + " evaluations of run " + runId,
                patience,
                () -> run(runId)
                        .map(view -> view.path("evaluations").asInt(0) >= least
                                || ENDED.contains(view.path("status").asString("")))
                        .orElse(false));
    }

    /// Every step of a run without its time.
    List<JsonNode> trajectory(String runId) {
        List<JsonNode> steps = new ArrayList<>();
        for (int page = 0; ; page++) {
            JsonNode items = get(RESULTS, "/api/v1/runs/" + runId + "/iterations?size=" + PAGE + "&page=" + page)
                    .requireSuccess()
                    .json()
                    .get("items");
            items.forEach(item -> steps.add(((ObjectNode) item).without("occurredAt")));
            if (items.size() < PAGE) {
                return steps;
            }
        }
    }

    @Override
    public void close() {
        try {
            stack.close();
        } finally {
            collector.close();
        }
    }
}
