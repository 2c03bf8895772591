package io.ketstream.ingestion.strategy;

import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.StrategyRevised;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import java.time.Instant;

/// A strategy as it was last told to be.
///
/// @param revision counts what it was told to be, from 1
public record Strategy(
        StrategyId id,
        long revision,
        StrategyStatus status,
        StrategySettings settings,
        Instant submittedAt,
        Instant changedAt) {

    static Strategy begun(StrategyId id, StrategySettings settings, Instant now) {
        return new Strategy(id, 1, StrategyStatus.ACTIVE, settings, now, now);
    }

    /// Itself where these are its settings already.
    ///
    /// @throws StrategyStoppedException when it was stopped
    Strategy changed(StrategySettings to, Instant now) {
        requireNotStopped();
        return to.equals(settings) ? this : new Strategy(id, revision + 1, status, to, submittedAt, now);
    }

    /// @throws StrategyStoppedException when it was stopped
    Strategy paused(Instant now) {
        requireNotStopped();
        return in(StrategyStatus.PAUSED, now);
    }

    /// @throws StrategyStoppedException when it was stopped
    Strategy resumed(Instant now) {
        requireNotStopped();
        return in(StrategyStatus.ACTIVE, now);
    }

    Strategy stopped(Instant now) {
        return in(StrategyStatus.STOPPED, now);
    }

    private Strategy in(StrategyStatus next, Instant now) {
        return next == status ? this : new Strategy(id, revision + 1, next, settings, submittedAt, now);
    }

    private void requireNotStopped() {
        if (status == StrategyStatus.STOPPED) {
            throw new StrategyStoppedException(id);
        }
    }

    /// Whether it looks at its market as soon as it is this, after it was `before`.
    public boolean looksAfter(Strategy before) {
        boolean resumed = status == StrategyStatus.ACTIVE && before.status != StrategyStatus.ACTIVE;
        return settings.history() == null && (resumed || !settings.equals(before.settings));
    }

    /// What it shall be from now on.
    public StrategyRevised revised() {
        return new StrategyRevised(
                EventMetadata.of("strategy/" + id + "/revision/" + revision, changedAt, null),
                id,
                revision,
                status,
                settings);
    }
}
