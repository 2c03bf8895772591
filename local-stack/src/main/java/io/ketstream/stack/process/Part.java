package io.ketstream.stack.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A part of the stack that is one process at a time: started, killed or frozen without warning, and started again on
/// what it keeps on disk, which outlives its processes.
public abstract class Part {
    private final String name;
    private final Duration drain;
    private @Nullable ChildProcess process;

    /// @param name as people know it
    /// @param drain how long a stop may take before it is made a kill
    protected Part(String name, Duration drain) {
        this.name = name;
        this.drain = drain;
    }

    /// Starts a process and waits until it serves.
    ///
    /// @throws StackFailure with the end of its log when it does not
    public abstract void start();

    protected final synchronized ChildProcess launch(Launch launch, ProcessLedger ledger) {
        ChildProcess launched = ChildProcess.start(launch, ledger);
        process = launched;
        return launched;
    }

    /// SIGKILL: nothing is drained, flushed or committed.
    public final synchronized void kill() {
        running().kill();
    }

    /// SIGSTOP.
    public final synchronized void pause() {
        running().pause();
    }

    /// SIGCONT.
    public final synchronized void resume() {
        running().resume();
    }

    /// Starts again on the same ports and data, after [#kill()] or from a running state, which is ended in good order.
    public final void restart() {
        stop();
        start();
    }

    /// Asks the process to end and waits for it.
    public final synchronized void stop() {
        if (process != null) {
            process.stop(drain);
            process = null;
        }
    }

    public final synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Whether it has ended and was not told to by [#stop()].
    public final synchronized boolean hasFallen() {
        return process != null && !process.isAlive();
    }

    public final synchronized long pid() {
        return running().pid();
    }

    protected final synchronized ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return process;
    }
}
