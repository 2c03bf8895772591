package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every metric that a panel or an alert asks for is one that a service has. `observability/check` asks a real
/// Prometheus.
@LoneTest
class ObservabilityIT {
    private static final Path OBSERVABILITY = Path.of("..", "observability");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TICKED = "observed-ticks";
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final int MINUTES = 12;

    /// A name that is followed by a selector, a range, or nothing that would make it a function or a label.
    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+_[a-z_]+)\\b(?=[{\\[) ]|$)");

    /// The samples of a metric, whatever the sample is of.
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", Pattern.MULTILINE);

    @Test
    void everyMetricThatIsAskedForIsThere(Suite suite) throws IOException {
        provoke(suite);
        Set<String> asked = new TreeSet<>();
        for (String query : queries()) {
            METRIC.matcher(query).results().forEach(match -> asked.add(match.group(1)));
        }
        assertThat(asked).hasSizeGreaterThan(20);
        // where no universe has a source, there are none
        asked.removeIf(metric -> metric.startsWith("ketstream_market_source_"));
        assertThat(there(suite)).containsAll(asked);
    }

    /// What has to have happened: a run, a load of prices, and ticks that came into a snapshot.
    private static void provoke(Suite suite) {
        writeTicks(suite);
        suite.http()
                .send(
                        "POST",
                        suite.address(Suite.INGESTION, "/api/v1/universes/observed/generated-prices"),
                        "application/json",
                        JsonMapper.shared().writeValueAsString(Map.of("assets", 4, "days", 60, "seed", 1)))
                .requireSuccess();
        suite.awaitSuccess(
                suite.submit(RunBody.of("observed", RunBody.chordedRing(6), 1)
                        .qaoa(1, "x")
                        .optimizer("cobyla", 10)
                        .shots(100)
                        .json()),
                PATIENCE);
        Poll.untilTrue(
                "a snapshot of bars",
                PATIENCE,
                () -> suite.get(Suite.INGESTION, "/api/v1/universes/" + TICKED + "/snapshots/latest")
                        .isSuccess());
    }

    private static void writeTicks(Suite suite) {
        suite.http()
                .send(
                        "PUT",
                        suite.address(Suite.INGESTION, "/api/v1/universes/" + TICKED + "/ticks"),
                        "application/json",
                        "{\"symbols\":[\"SEEN-A\",\"SEEN-B\"],\"bars\":60}")
                .requireSuccess();
        try (Topic topic = new Topic(suite)) {
            for (int minute = 0; minute < MINUTES; minute++) {
                for (String symbol : List.of("SEEN-A", "SEEN-B")) {
                    topic.writeSoon(Topics.MARKET_TICKS, symbol, tick(symbol, minute));
                }
            }
            topic.flush();
        }
    }

    private static byte[] tick(String symbol, int minute) {
        return """
                {"type": "market-tick",
                 "metadata": {"id": "%s", "schemaVersion": 1, "occurredAt": "%s"},
                 "symbol": "%s", "price": %d, "source": "test", "sequence": %d}""".formatted(
                        new UUID(0, minute), BEGIN.plus(Duration.ofMinutes(minute)), symbol, 100 + minute % 3, minute)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> there(Suite suite) {
        Set<String> names = new TreeSet<>();
        for (ServiceKind kind : ServiceKind.values()) {
            Answer metrics = suite.http()
                    .get(suite.address(kind.serviceName(), "/actuator/prometheus"), "text/plain")
                    .requireSuccess();
            SAMPLE.matcher(metrics.body()).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(OBSERVABILITY.resolve("grafana").resolve("dashboards"))) {
            for (Path file : files.toList()) {
                for (JsonNode panel :
                        JsonMapper.shared().readTree(Files.readString(file)).get("panels")) {
                    panel.path("targets").forEach(target -> {
                        if (target.has("expr")) {
                            queries.add(target.get("expr").asString());
                        }
                    });
                }
            }
        }
        for (String line :
                Files.readAllLines(OBSERVABILITY.resolve("prometheus").resolve("alerts.yml"))) {
            if (line.strip().startsWith("expr: ")) {
                queries.add(line.strip().substring("expr: ".length()));
            }
        }
        return queries;
    }
}
