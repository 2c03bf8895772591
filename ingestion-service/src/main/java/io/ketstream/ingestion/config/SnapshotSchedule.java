package io.ketstream.ingestion.config;

import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.market.TickUniverses;
import io.ketstream.support.task.RepeatedTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Has snapshots made of new bars, and deletes old ones, beside everything else.
@Component
class SnapshotSchedule implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FORGET = Duration.ofHours(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final TickUniverses universes;
    private final TickUniverseStore store;
    private final TickProperties properties;
    private final Clock clock;
    private volatile @Nullable RepeatedTasks tasks;

    SnapshotSchedule(TickUniverses universes, TickUniverseStore store, TickProperties properties, Clock clock) {
        this.universes = universes;
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        var begun = new RepeatedTasks("snapshots", 1);
        tasks = begun;
        begun.repeat("make snapshots", LOOK, LOOK, universes::makeDue);
        begun.repeat("forget bars and snapshots", FORGET, FORGET, this::forget);
    }

    @Override
    public void stop() {
        RepeatedTasks begun = tasks;
        if (begun != null) {
            tasks = null;
            begun.stop(LONGEST_STOP);
        }
    }

    @Override
    public boolean isRunning() {
        return tasks != null;
    }

    private void forget() {
        Instant now = clock.instant();
        store.forget(now.minus(properties.barRetention()), now.minus(properties.snapshotRetention()));
    }
}
