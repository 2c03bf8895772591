package io.ketstream.stack;

import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;

/// This process's hold on a data directory: a file lock, which ends with the process, and the process id for others to
/// read.
final class Ownership implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StackDirectory directory;
    private final FileChannel lock;

    private Ownership(StackDirectory directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /// Takes the directory and ends whatever an owner that was killed has left running in it.
    static Ownership take(StackDirectory directory, ProcessLedger ledger) {
        FileChannel lock = directory.tryLock();
        if (lock == null) {
            throw new StackFailure(
                    "A stack is already running in " + directory.root() + ". `./ketstream down` stops it.");
        }
        ledger.sweep(PATIENCE);
        try {
            Files.writeString(
                    directory.owner(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException failed) {
            throw new StackFailure("Cannot write " + directory.owner(), failed);
        }
        return new Ownership(directory, lock);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.owner());
            Files.deleteIfExists(directory.addresses());
            lock.close();
        } catch (IOException failed) {
            throw new StackFailure("Cannot release " + directory.root(), failed);
        }
    }
}
