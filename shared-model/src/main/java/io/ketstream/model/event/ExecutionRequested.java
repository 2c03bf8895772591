package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import org.jspecify.annotations.Nullable;

/// One question of a run's loop.
///
/// @param backend a backend's name, or `auto`
/// @param pinned the engine that answered the run's first question and must answer this one too; absent in the first
/// @param circuitLink where the circuit is fetched if its digest is not known
@JsonClassDescription("A question of a run's loop: evaluate a circuit at these parameter vectors.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionRequested(
        EventMetadata metadata,
        ExecutionId requestId,
        Pub pub,
        String backend,
        @Nullable Engine pinned,
        Link circuitLink)
        implements RunEvent {

    @Override
    @JsonIgnore
    public RunId runId() {
        return requestId.runId();
    }
}
