package io.ketstream.ingestion.tick;

/// What became of a tick.
public enum TickOutcome {
    /// It is part of a bar.
    TAKEN,
    /// A bar that is open has it already.
    DUPLICATE,
    /// Its bar was closed before it came. Whether the bar has it, nobody knows any more.
    LATE,
    /// It was read again after a restart, and what became of it has been stored.
    SETTLED
}
