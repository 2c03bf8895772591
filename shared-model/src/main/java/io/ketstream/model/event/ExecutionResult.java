package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.ExecutionId;

/// How a question ended.
public sealed interface ExecutionResult extends RunEvent permits ExecutionCompleted, ExecutionFailed {

    ExecutionId requestId();

    @Override
    @JsonIgnore
    default RunId runId() {
        return requestId().runId();
    }
}
