package io.ketstream.results.config;

import io.ketstream.results.retention.Retention;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Applies the retention now and then. Every instance does; runs are locked one by one.
final class RetentionSchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);
    private static final long STOP_SECONDS = 10;

    private final Retention retention;
    private final Duration pause;
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    RetentionSchedule(Retention retention, Duration pause) {
        this.retention = retention;
        this.pause = pause;
    }

    @Override
    public void start() {
        running = true;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("retention").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::apply, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Returns once the run in hand has been forgotten.
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        try {
            var _ = timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void apply() {
        try {
            retention.apply();
        } catch (RuntimeException e) {
            if (running) {
                log.atWarn().setCause(e).log("old runs could not be forgotten, to be tried again");
            }
        }
    }
}
