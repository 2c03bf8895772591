package io.ketstream.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunEvent;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.testing.Interleaving;
import io.ketstream.results.testing.RecordedParent;
import io.ketstream.results.testing.RecordedRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Views of runs that optimise, as they were released.
class GoldenViewTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final RecordedRun run = RecordedRun.of(RunId.of("00000000-0000-0000-0000-000000000001"), 5);
    private final RecordedParent parent = RecordedParent.of(RunId.of("00000000-0000-0000-0000-000000000002"));

    @Test
    void aRunIsShownAsItWas() throws IOException {
        List<LoggedEvent> events = Interleaving.logged(run.all());
        var latest = Iteration.of((IterationCompleted) run.iteration(2).event());
        assertThat(shown(run.run(), events.subList(0, 1), null, null)).isEqualTo(golden("queued"));
        assertThat(shown(run.run(), events.subList(0, 8), latest, null)).isEqualTo(golden("running"));
        assertThat(shown(run.run(), events, null, null)).isEqualTo(golden("succeeded"));
    }

    @Test
    void aParentIsShownAsItWas() throws IOException {
        assertThat(shown(parent.run(), Interleaving.logged(parent.all()), null, new Children(3, 3, 1)))
                .isEqualTo(golden("parent"));
    }

    private static JsonNode shown(
            RunId run, List<LoggedEvent> events, @Nullable Iteration latest, @Nullable Children children) {
        RunFacts facts = RunFacts.NONE;
        for (LoggedEvent each : events) {
            facts = facts.with((RunEvent) each.event(), each.position().offset());
        }
        RunView view = RunView.of(run, facts, Objects.requireNonNull(facts.submission()), latest, null, children);
        return JSON.readTree(JSON.writeValueAsString(view));
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream stored = GoldenViewTest.class.getResourceAsStream("/views/" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(stored, name));
        }
    }
}
