package io.ketstream.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/// What the warden runs when a stack's owner has ended without closing it: `LeftoverSweep <data directory>`.
public final class LeftoverSweep {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private LeftoverSweep() {}

    public static void main(String[] words) throws IOException {
        StackDirectory directory = new StackDirectory(Path.of(words[0]));
        // A new owner has the directory: it has swept it itself, and what runs there is its own.
        try (FileChannel lock = directory.tryLock()) {
            if (lock != null) {
                directory.ledger().sweep(PATIENCE);
            }
        }
    }
}
