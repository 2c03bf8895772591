package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.PointResult;
import java.util.List;

/// The answer to a question, one result a parameter vector.
///
/// @param queuedSeconds from the request's timestamp to the start of the computation
/// @param runSeconds the computation
@JsonClassDescription("The answer to a question of a run's loop, one result for each parameter vector.")
public record ExecutionCompleted(
        EventMetadata metadata,
        ExecutionId requestId,
        Engine engine,
        List<PointResult> results,
        double queuedSeconds,
        double runSeconds)
        implements ExecutionResult {

    public ExecutionCompleted {
        results = List.copyOf(results);
    }
}
