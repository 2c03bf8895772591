package io.ketstream.execution.queue;

import io.ketstream.model.event.ExecutionRequested;

/// A request as it was taken from its topic.
///
/// @param bytes the record's value
/// @param timestampMillis when it was sent
/// @param deliveries how often it has been delivered, this time included
public record Request(
        ExecutionRequested event, RecordBytes bytes, int partition, long offset, long timestampMillis, int deliveries) {

    public String id() {
        return event.requestId().toString();
    }
}
