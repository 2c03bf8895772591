package io.ketstream.stack.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running (or ended) child. It stands in the ledger from before anyone waits for it until it is known to be gone.
public final class ChildProcess {
    private static final int TAIL_LINES = 25;

    private final Launch launch;
    private final Process process;
    private final ProcessLedger ledger;

    private ChildProcess(Launch launch, Process process, ProcessLedger ledger) {
        this.launch = launch;
        this.process = process;
        this.ledger = ledger;
    }

    public static ChildProcess start(Launch launch, ProcessLedger ledger) {
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(Detachment.detached(launch.command()))
                    .directory(launch.directory().toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            Process process = builder.start();
            ledger.add(launch.name(), process.toHandle(), launch.stopSignal());
            return new ChildProcess(launch, process, ledger);
        } catch (IOException failed) {
            throw new StackFailure("Cannot start " + launch.name() + ": " + failed.getMessage(), failed);
        }
    }

    public String name() {
        return launch.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return launch.log();
    }

    /// Throws, with the last lines of the log, when the process has ended by itself.
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new StackFailure("%s ended with status %d while it was needed. The last lines of %s:%n%s"
                    .formatted(launch.name(), process.exitValue(), launch.log(), tail()));
        }
    }

    public String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(launch.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(the log cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    /// SIGKILL: no hook runs, nothing is flushed.
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
        ledger.remove(process.pid());
    }

    /// SIGSTOP: the process stays, with its connections, and does nothing.
    public void pause() {
        Signals.send("STOP", process.pid());
    }

    /// SIGCONT after [#pause()].
    public void resume() {
        Signals.send("CONT", process.pid());
    }

    /// Asks politely, waits that long, then kills.
    ///
    /// @return whether the process ended by itself in time
    public boolean stop(Duration patience) {
        if (!process.isAlive()) {
            ledger.remove(process.pid());
            return true;
        }
        resume();
        Signals.send(launch.stopSignal().name(), process.pid());
        boolean ended = awaitEnd(patience);
        if (!ended) {
            kill();
        }
        ledger.remove(process.pid());
        return ended;
    }

    /// @return whether it ended in that time
    public boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
