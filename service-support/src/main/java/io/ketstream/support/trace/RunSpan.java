package io.ketstream.support.trace;

import io.ketstream.model.RunId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has happened to a run, from when to when.
///
/// @param sequence of the question that was evaluated; 0 in every other stage
/// @param start perhaps by another machine's clock; not taken for later than `end`
/// @param failure why it went wrong, null when it did not
public record RunSpan(
        RunId run,
        Stage stage,
        int sequence,
        Instant start,
        Instant end,
        Map<String, String> attributes,
        @Nullable String failure) {

    public RunSpan {
        start = start.isAfter(end) ? end : start;
        attributes = Map.copyOf(attributes);
    }

    public RunSpan(
            RunId run,
            Stage stage,
            Instant start,
            Instant end,
            Map<String, String> attributes,
            @Nullable String failure) {
        this(run, stage, 0, start, end, attributes, failure);
    }
}
