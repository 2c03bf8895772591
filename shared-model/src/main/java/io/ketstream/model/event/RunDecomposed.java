package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.WarmStart;
import org.jspecify.annotations.Nullable;

/// A portfolio has been taken apart, so that a run for each cluster can begin: instead of [RunCircuitReady].
///
/// @param problem by its universe
/// @param problemDigest as in [RunSubmitted]
/// @param settings of the whole; those of its children are made from them
/// @param parent of a run that a strategy has begun
/// @param warmStart as in [RunSubmitted]
@JsonClassDescription("A run's portfolio has been taken apart into clusters, each of which becomes a run of its own.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunDecomposed(
        EventMetadata metadata,
        RunId runId,
        PortfolioProblem problem,
        Digest problemDigest,
        MarketClaim market,
        Clustering clustering,
        RunSettings settings,
        @Nullable ParentRun parent,
        @Nullable WarmStart warmStart)
        implements RunEvent {

    /// Of a run that is nobody's child and begins cold.
    public RunDecomposed(
            EventMetadata metadata,
            RunId runId,
            PortfolioProblem problem,
            Digest problemDigest,
            MarketClaim market,
            Clustering clustering,
            RunSettings settings) {
        this(metadata, runId, problem, problemDigest, market, clustering, settings, null, null);
    }
}
