package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.PointResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a question, one result a parameter vector.
///
/// @param results empty where a matrix was wanted and nothing else
/// @param queuedSeconds from the request's timestamp to the start of the computation
/// @param runSeconds the computation
/// @param matrix where one was wanted: [io.ketstream.model.execution.Wanted#hasMatrix]
@JsonClassDescription("The answer to a question of a run's loop, one result for each parameter vector.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionCompleted(
        EventMetadata metadata,
        ExecutionId requestId,
        Engine engine,
        List<PointResult> results,
        double queuedSeconds,
        double runSeconds,
        @Nullable PackedMatrix matrix)
        implements ExecutionResult {

    /// With a result a parameter vector.
    public ExecutionCompleted(
            EventMetadata metadata,
            ExecutionId requestId,
            Engine engine,
            List<PointResult> results,
            double queuedSeconds,
            double runSeconds) {
        this(metadata, requestId, engine, results, queuedSeconds, runSeconds, null);
    }

    public ExecutionCompleted {
        results = List.copyOf(results);
    }
}
