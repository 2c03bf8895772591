package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.run.ParentRun;
import org.jspecify.annotations.Nullable;

/// No circuit can be made for a run, for good.
///
/// @param parent of a run that another has begun
@JsonClassDescription("No circuit can be made for a run, for good.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunCircuitFailed(
        EventMetadata metadata,
        RunId runId,
        Failure failure,
        @Nullable ParentRun parent) implements RunEvent {

    /// Of a run that is nobody's child.
    public RunCircuitFailed(EventMetadata metadata, RunId runId, Failure failure) {
        this(metadata, runId, failure, null);
    }
}
