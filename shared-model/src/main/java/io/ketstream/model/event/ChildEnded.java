package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.RunStatus;
import org.jspecify.annotations.Nullable;

/// What a run's child came to, told to its parent, by whose id it is keyed; the first of a sequence is the one that
/// counts.
///
/// @param runId the parent
/// @param sequence which of its children
/// @param best what it found, if anything was evaluated
/// @param learning of a part of a search, when SUCCEEDED
@JsonClassDescription(
        "A run's child has ended, or is no longer waited for. The first of a sequence is the one that counts.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChildEnded(
        EventMetadata metadata,
        RunId runId,
        int sequence,
        RunId childRunId,
        RunStatus status,
        @Nullable Failure failure,
        @Nullable BestSolution best,
        int evaluations,
        long shots,
        @Nullable LearningReport learning)
        implements RunEvent {

    /// Of a run that learns nothing from a data set.
    public ChildEnded(
            EventMetadata metadata,
            RunId runId,
            int sequence,
            RunId childRunId,
            RunStatus status,
            @Nullable Failure failure,
            @Nullable BestSolution best,
            int evaluations,
            long shots) {
        this(metadata, runId, sequence, childRunId, status, failure, best, evaluations, shots, null);
    }

    public ChildEnded {
        if (!status.isTerminal()) {
            throw new IllegalArgumentException("a run does not end in status " + status);
        }
    }
}
