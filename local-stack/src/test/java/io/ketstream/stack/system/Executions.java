package io.ketstream.stack.system;

import io.ketstream.model.event.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How often each question of a run was computed. An answer sent again is the same answer; one computed again has
/// another time.
record Executions(Map<String, Set<String>> times) {
    static Executions of(Suite suite, String runId) {
        Map<String, Set<String>> times = new HashMap<>();
        try (Topic topic = new Topic(suite)) {
            topic.read(Topics.EXECUTION_RESULTS, runId).forEach(message -> {
                JsonNode result = JsonMapper.shared().readTree(message.value());
                times.computeIfAbsent(result.get("requestId").asString(), id -> new HashSet<>())
                        .add(result.at("/metadata/occurredAt").asString());
            });
        }
        return new Executions(times);
    }

    int questions() {
        return times.size();
    }

    int repeated() {
        return times.values().stream().mapToInt(Set::size).sum() - times.size();
    }
}
