package io.ketstream.execution.queue;

import io.ketstream.model.event.ExecutionResult;

/// A result with its bytes, which are made once and then sent, kept in memory and stored.
public record EncodedResult(ExecutionResult event, RecordBytes bytes) {

    String requestId() {
        return event.requestId().toString();
    }
}
