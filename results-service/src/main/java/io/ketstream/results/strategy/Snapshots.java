package io.ketstream.results.strategy;

import io.ketstream.model.strategy.MarketDecision;

/// How many snapshots a strategy has met, and what it made of them in the end. Those that are `seen` and nothing else
/// wait, or are being assessed.
public record Snapshots(long seen, long started, long skipped, long notTriggered, long notActive, long unusable) {

    static final Snapshots NONE = new Snapshots(0, 0, 0, 0, 0, 0);

    /// @param isNew whether it is the first fact of its snapshot
    /// @param wasStarted whether it was chosen from before: one that waits again has not been started in the end
    Snapshots with(MarketDecision decision, boolean isNew, boolean wasStarted) {
        boolean isPutBack = wasStarted && decision == MarketDecision.WAITS;
        return new Snapshots(
                seen + one(isNew),
                started + one(decision == MarketDecision.STARTED) - one(isPutBack),
                skipped + one(decision == MarketDecision.SKIPPED),
                notTriggered + one(decision == MarketDecision.NOT_TRIGGERED),
                notActive + one(decision == MarketDecision.NOT_ACTIVE),
                unusable + one(decision == MarketDecision.UNUSABLE));
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
