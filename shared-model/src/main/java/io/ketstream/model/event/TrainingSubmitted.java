package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.run.ParentRun;
import org.jspecify.annotations.Nullable;

/// ingestion-service has taken in a run that learns from a data set: valid, with every default filled in.
///
/// @param problemDigest SHA-256 of the JSON of `problem` and the digests of its tables
/// @param test the other data set that the model is tested on
/// @param replayOf the run that this one repeats
/// @param parent of a run that another has begun
@JsonClassDescription("A run that learns from a data set has been taken in: valid, with every default filled in.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSubmitted(
        EventMetadata metadata,
        RunId runId,
        LearningProblem problem,
        Digest problemDigest,
        TableClaim table,
        @Nullable TableClaim test,
        LearningSettings settings,
        @Nullable RunId replayOf,
        @Nullable ParentRun parent)
        implements RunEvent {}
