package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.WarmStart;
import org.jspecify.annotations.Nullable;

/// ingestion-service has taken in a run: valid, with every default filled in.
///
/// @param snapshotDigest the market snapshot that the problem was made from
/// @param replayOf the run that this one repeats
/// @param market the numbers of a portfolio by its universe that is to be taken apart
/// @param parent of a run that another, or a strategy, has begun
/// @param warmStart what it may begin with, from one like it before
@JsonClassDescription("A run has been taken in: valid, with every default filled in.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSubmitted(
        EventMetadata metadata,
        RunId runId,
        ProblemClaim problem,
        RunSettings settings,
        @Nullable Digest snapshotDigest,
        @Nullable RunId replayOf,
        @Nullable MarketClaim market,
        @Nullable ParentRun parent,
        @Nullable WarmStart warmStart)
        implements RunEvent {}
