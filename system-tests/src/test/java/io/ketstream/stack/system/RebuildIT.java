package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Projections made again from the event log, compared with those that grew with the runs.
@LoneTest
class RebuildIT {
    private static final Duration PATIENCE = Duration.ofMinutes(Suite.isLong() ? 30 : 4);

    @Test
    void rebuiltProjectionsEqualTheLiveOnes(Suite suite) {
        suite.awaitSuccess(
                suite.submit(RunBody.of("projected", RunBody.chordedRing(6), 2)
                        .qaoa(1, "x")
                        .optimizer("cobyla", 10)
                        .shots(100)
                        .json()),
                PATIENCE);
        new Contents(suite).awaitRest(PATIENCE);
        List<JsonNode> live = projections(suite);
        assertThat(live).isNotEmpty();
        suite.post(Suite.RESULTS, "/api/v1/projections/rebuild").requireSuccess();
        JsonNode rebuilt = Poll.until(
                "the rebuild",
                PATIENCE,
                () -> Optional.of(suite.get(Suite.RESULTS, "/api/v1/projections/rebuild")
                                .json())
                        .filter(state -> !state.path("status").asString("").equals("RUNNING")));
        assertThat(rebuilt.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(rebuilt.get("runs").asInt()).isGreaterThanOrEqualTo(live.size() / 3);
        assertThat(projections(suite)).isEqualTo(live);
    }

    /// What a run found: its model where it learns, else its samples.
    private static String found(JsonNode run, String path) {
        return switch (run.at("/problem/type").asString()) {
            case "classification", "regression" -> path.replace("/runs/", "/models/");
            default -> path + "/samples";
        };
    }

    /// Each run with its steps and what it found, as the API shows them.
    private static List<JsonNode> projections(Suite suite) {
        List<JsonNode> projections = new ArrayList<>();
        for (int page = 0; ; page++) {
            JsonNode runs = suite.get(Suite.RESULTS, "/api/v1/runs?size=200&page=" + page)
                    .requireSuccess()
                    .json()
                    .get("items");
            for (JsonNode run : runs) {
                String path = "/api/v1/runs/" + run.get("runId").asString();
                projections.add(run);
                projections.add(suite.get(Suite.RESULTS, path + "/iterations?size=5000")
                        .requireSuccess()
                        .json());
                projections.add(suite.get(Suite.RESULTS, found(run, path))
                        .requireSuccess()
                        .json());
            }
            if (runs.isEmpty()) {
                return projections;
            }
        }
    }
}
