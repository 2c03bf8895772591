package io.ketstream.results.deadletter;

/// Consecutive offsets of a partition, not each of which need have a record.
///
/// @param from the first
/// @param to the one after the last
public record OffsetRange(String topic, int partition, long from, long to) {

    boolean isEmpty() {
        return from >= to;
    }

    boolean contains(RecordPosition position) {
        return topic.equals(position.topic())
                && partition == position.partition()
                && from <= position.offset()
                && position.offset() < to;
    }
}
