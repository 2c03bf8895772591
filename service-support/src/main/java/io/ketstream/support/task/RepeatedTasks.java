package io.ketstream.support.task;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks beside everything else, each again some time after it has ended. One that fails is logged, and done again
/// in its turn.
public final class RepeatedTasks {

    private static final Logger log = LoggerFactory.getLogger(RepeatedTasks.class);

    private final ScheduledExecutorService timer;
    private volatile boolean stopped;

    /// @param name of the threads, with a number behind it
    public RepeatedTasks(String name, int threads) {
        this.timer = Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /// Does `task` after `first`, and then `pause` after each end of it.
    ///
    /// @param name for the log
    public void repeat(String name, Duration first, Duration pause, Runnable task) {
        var _ = timer.scheduleWithFixedDelay(
                () -> run(name, task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Begins nothing any more and waits for what is being done, so long; then interrupts it.
    public void stop(Duration patience) {
        stopped = true;
        timer.shutdown();
        if (!isEndedWithin(patience)) {
            timer.shutdownNow();
        }
    }

    /// Interrupts what is being done and waits for its end, so long.
    public void interrupt(Duration patience) {
        stopped = true;
        timer.shutdownNow();
        var _ = isEndedWithin(patience);
    }

    private void run(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (!stopped) {
                log.atWarn().addKeyValue("task", name).setCause(e).log("a task failed, to be tried again");
            }
        }
    }

    private boolean isEndedWithin(Duration patience) {
        try {
            return timer.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
