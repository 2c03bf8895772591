package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.Failure;
import io.ketstream.model.execution.ExecutionId;

/// A question cannot be answered, for good: every retry has been made.
@JsonClassDescription("A question of a run's loop cannot be answered, for good.")
public record ExecutionFailed(EventMetadata metadata, ExecutionId requestId, Failure failure)
        implements ExecutionResult {}
