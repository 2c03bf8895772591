package io.ketstream.model.event;

import io.ketstream.model.Failure;
import io.ketstream.model.execution.ExecutionId;

/// A question cannot be answered, for good: every retry has been made.
public record ExecutionFailed(EventMetadata metadata, ExecutionId requestId, Failure failure)
        implements ExecutionResult {}
