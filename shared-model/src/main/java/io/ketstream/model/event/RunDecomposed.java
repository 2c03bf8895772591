package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.RunSettings;

/// A portfolio has been taken apart, so that a run for each cluster can begin: instead of [RunCircuitReady].
///
/// @param problem by its universe
/// @param problemDigest as in [RunSubmitted]
/// @param settings of the whole; those of its children are made from them
@JsonClassDescription("A run's portfolio has been taken apart into clusters, each of which becomes a run of its own.")
public record RunDecomposed(
        EventMetadata metadata,
        RunId runId,
        PortfolioProblem problem,
        Digest problemDigest,
        MarketClaim market,
        Clustering clustering,
        RunSettings settings)
        implements RunEvent {}
