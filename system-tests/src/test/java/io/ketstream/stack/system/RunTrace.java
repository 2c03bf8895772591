package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.system.SpanCollector.SentSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The trace of one run, as its spans have come in. What was done twice may have come twice.
final class RunTrace {
    static final String SUBMISSION = "submit run";
    static final String CIRCUIT = "generate circuit";
    static final String LOOP = "optimise";
    static final String EVALUATION = "evaluate";
    static final String PROJECTION = "project outcome";

    /// Each kind of span with the service that it comes from.
    private static final Map<String, String> SERVICES = Map.of(
            SUBMISSION, Suite.INGESTION,
            CIRCUIT, Suite.CIRCUIT,
            LOOP, Suite.OPTIMIZER,
            EVALUATION, Suite.EXECUTION,
            PROJECTION, Suite.RESULTS);

    /// Each kind with what it comes after.
    private static final Map<String, String> PARENTS =
            Map.of(CIRCUIT, SUBMISSION, LOOP, CIRCUIT, EVALUATION, LOOP, PROJECTION, LOOP);

    private final Map<String, List<SentSpan>> byName;

    private RunTrace(List<SentSpan> spans) {
        this.byName =
                spans.stream().collect(Collectors.groupingBy(span -> span.span().getName()));
    }

    /// Once a span of each kind is there.
    static RunTrace await(Suite suite, String runId, Duration patience) {
        return Poll.until(
                "spans of every kind in the trace of run " + runId,
                patience,
                () -> Optional.of(new RunTrace(suite.collector().ofTrace(runId.replace("-", ""))))
                        .filter(trace -> trace.byName.keySet().containsAll(SERVICES.keySet())));
    }

    List<SentSpan> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    SentSpan first(String name) {
        return named(name).getFirst();
    }

    /// Every span is of its service and under its parent, and only evaluations are of more than one id.
    void requireWhole() {
        assertThat(byName.keySet()).isEqualTo(SERVICES.keySet());
        byName.forEach((name, spans) -> assertThat(spans).as(name).allSatisfy(span -> {
            assertThat(span.service()).isEqualTo(SERVICES.get(name));
            String parent = PARENTS.get(name);
            assertThat(span.parentId())
                    .isEqualTo(parent == null ? "" : first(parent).spanId());
        }));
        for (String name : List.of(SUBMISSION, CIRCUIT, LOOP, PROJECTION)) {
            assertThat(ids(name)).as(name).hasSize(1);
        }
    }

    private Set<String> ids(String name) {
        return named(name).stream().map(SentSpan::spanId).collect(Collectors.toSet());
    }
}
