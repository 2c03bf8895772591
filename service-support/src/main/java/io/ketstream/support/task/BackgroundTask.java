package io.ketstream.support.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// One task of [RepeatedTasks], from the start of a service to its stop, which interrupts it.
public final class BackgroundTask implements SmartLifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Runnable task;
    private volatile @Nullable RepeatedTasks tasks;

    /// @param name of the thread, and for the log
    public BackgroundTask(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    @Override
    public void start() {
        var begun = new RepeatedTasks(name, 1);
        tasks = begun;
        begun.repeat(name, Duration.ZERO, pause, task);
    }

    /// Returns once what is in hand has ended.
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
