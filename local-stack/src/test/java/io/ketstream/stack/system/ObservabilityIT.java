package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        assertThat(there(suite)).containsAll(asked);
    }

    /// What has to have happened: a run and a load of prices.
    private static void provoke(Suite suite) {
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
