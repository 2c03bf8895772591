package io.ketstream.results.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a record stands in Kafka.
public record RecordPosition(String topic, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9._-]{1,249})-(\\d{1,9})@(\\d{1,18})");

    /// Reads the form of [#toString]; empty when `text` is something else.
    public static Optional<RecordPosition> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new RecordPosition(
                        parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /// `topic-partition@offset`, as headers name it.
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
