package io.ketstream.stack.system;

import io.ketstream.model.event.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
                times.computeIfAbsent(result.get("requestId").asString(), id -> new TreeSet<>())
                        .add(result.at("/metadata/occurredAt").asString());
            });
        }
        return new Executions(times);
    }

    /// How many different ones were answered.
    int questions() {
        return times.size();
    }

    /// Those that were computed more than once.
    Map<String, Set<String>> repeated() {
        Map<String, Set<String>> repeated = new TreeMap<>(times);
        repeated.values().removeIf(once -> once.size() == 1);
        return repeated;
    }

    /// Computations that would not have been necessary.
    int repetitions() {
        return times.values().stream().mapToInt(each -> each.size() - 1).sum();
    }
}
