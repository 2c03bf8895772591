package io.ketstream.results.eventlog.messaging;

import io.ketstream.model.event.RunEnded;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import io.ketstream.support.trace.Stage;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The projection of each outcome as a span, from its record's timestamp until it is there to be seen.
final class OutcomeTraces {

    private final RunTraces traces;
    private final Clock clock;

    OutcomeTraces(RunTraces traces, Clock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    void stored(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            if (event.event() instanceof RunEnded ended && traces.follows(ended.runId())) {
                traces.record(new RunSpan(
                        ended.runId(),
                        Stage.PROJECTION,
                        event.position().timestamp(),
                        clock.instant(),
                        Map.of("status", ended.status().name()),
                        null));
            }
        }
    }
}
