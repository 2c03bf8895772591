package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.RunId;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.StrategyId;

/// A strategy chooses anew.
///
/// @param skipped snapshots that came since the last epoch began and had none
/// @param warm whether the run begins with what the last one learnt
@JsonClassDescription("A strategy chooses anew: its next run has begun.")
public record StrategyEpochBegun(
        EventMetadata metadata,
        StrategyId strategyId,
        long number,
        int epoch,
        RunId runId,
        MarketMoment moment,
        int skipped,
        boolean warm)
        implements StrategyFact {}
