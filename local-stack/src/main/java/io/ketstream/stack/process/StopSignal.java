package io.ketstream.stack.process;

/// The signal that asks a process to end in good order.
public enum StopSignal {
    /// Asks a JVM to run its shutdown hooks.
    TERM,
    /// PostgreSQL's *fast* shutdown: sessions are ended and a checkpoint is written. Its TERM would wait for clients.
    INT
}
