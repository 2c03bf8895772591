package io.ketstream.stack.cli;

import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.StackFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Asks the process that owns a stack to close it; where the owner was killed, ends what it left.
final class DownCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path data;
    private final Terminal terminal;

    DownCommand(Path data, Terminal terminal) {
        this.data = data;
        this.terminal = terminal;
    }

    int run() {
        StackDirectory directory = new StackDirectory(data);
        boolean wasInUse = directory.isInUse();
        if (wasInUse) {
            askOwner(directory);
        }
        List<String> swept = directory.ledger().sweep(Duration.ofSeconds(20));
        if (!wasInUse && swept.isEmpty()) {
            terminal.line("Nothing is running in " + data);
        } else if (swept.isEmpty()) {
            terminal.line("Everything is stopped.");
        } else {
            terminal.line("Stopped what was left: " + String.join(", ", swept));
        }
        return 0;
    }

    private static void askOwner(StackDirectory directory) {
        directory.ownerProcess().ifPresent(ProcessHandle::destroy);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (directory.isInUse()) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("The stack in " + directory.root() + " did not stop within " + PATIENCE);
            }
            Pause.ofMillis(100);
        }
    }
}
