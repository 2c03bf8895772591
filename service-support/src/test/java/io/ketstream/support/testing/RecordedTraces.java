package io.ketstream.support.testing;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import java.util.Collection;

/// Follows every run, and puts its spans into a collection.
public record RecordedTraces(Collection<RunSpan> spans) implements RunTraces {

    @Override
    public boolean follows(RunId run) {
        return true;
    }

    @Override
    public void record(RunSpan span) {
        spans.add(span);
    }

    @Override
    public String context(RunEvent event) {
        return "00-" + event.runId().toString().replace("-", "") + "-0000000000000001-01";
    }
}
