package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import org.jspecify.annotations.Nullable;

/// ingestion-service has taken in a run: valid, with every default filled in.
///
/// @param snapshotDigest the market snapshot that the problem was made from
/// @param replayOf the run that this one repeats
@JsonClassDescription("A run has been taken in: valid, with every default filled in.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSubmitted(
        EventMetadata metadata,
        RunId runId,
        ProblemClaim problem,
        RunSettings settings,
        @Nullable Digest snapshotDigest,
        @Nullable RunId replayOf)
        implements RunEvent {}
