package io.ketstream.ingestion.config;

import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.market.TickUniverses;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Has snapshots made of new bars, and deletes old ones, beside everything else.
@Component
class SnapshotSchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SnapshotSchedule.class);
    private static final long LOOK_MILLIS = 250;
    private static final long FORGET_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long STOP_SECONDS = 20;

    private final TickUniverses universes;
    private final TickUniverseStore store;
    private final TickProperties properties;
    private final Clock clock;
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    SnapshotSchedule(TickUniverses universes, TickUniverseStore store, TickProperties properties, Clock clock) {
        this.universes = universes;
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("snapshots-", 0).daemon().factory());
        every(LOOK_MILLIS, universes::makeDue);
        every(FORGET_MILLIS, this::forget);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void forget() {
        var now = clock.instant();
        store.forget(now.minus(properties.barRetention()), now.minus(properties.snapshotRetention()));
    }

    private void every(long millis, Runnable task) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        if (running) {
                            log.atWarn().setCause(e).log("a task about snapshots failed, to be tried again");
                        }
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }
}
