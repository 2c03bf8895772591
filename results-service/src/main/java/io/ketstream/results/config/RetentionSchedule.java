package io.ketstream.results.config;

import io.ketstream.results.retention.Retention;
import io.ketstream.support.task.RepeatedTasks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Applies the retention now and then. Every instance does; runs are locked one by one.
final class RetentionSchedule implements SmartLifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Retention retention;
    private final Duration pause;
    private volatile @Nullable RepeatedTasks tasks;

    RetentionSchedule(Retention retention, Duration pause) {
        this.retention = retention;
        this.pause = pause;
    }

    @Override
    public void start() {
        var begun = new RepeatedTasks("retention", 1);
        tasks = begun;
        begun.repeat("forget old runs", Duration.ZERO, pause, retention::apply);
    }

    /// Returns once the run in hand has been forgotten.
    @Override
    public void stop() {
        RepeatedTasks begun = tasks;
        if (begun != null) {
            tasks = null;
            begun.interrupt(LONGEST_STOP);
        }
    }

    @Override
    public boolean isRunning() {
        return tasks != null;
    }
}
