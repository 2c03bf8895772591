package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a loop remembers of one of its [LargeRuns] between inputs; everything here is rebuilt from the journal.
///
/// @param <Q> what its algorithm asks
/// @param <A> an answer
/// @param <R> what it comes to
abstract class LargeRun<Q, A, R> {

    final RunId id;

    /// Memory that it takes while its algorithm is under way.
    final long bytes;

    boolean paused;
    boolean cancelled;

    /// Waits for memory.
    boolean queued;

    /// Has memory; what its algorithm works on is on its way.
    boolean fetching;

    /// Null: not started yet, paused, or given up for another to run; it is started again when there is something to
    /// do.
    @Nullable
    LiveThread<Q, A, R> live;

    /// Sent, and counts when it is read back.
    @Nullable
    RunEnded outcome;

    Instant proposedAt = Instant.MAX;

    LargeRun(RunId id, long bytes) {
        this.id = id;
        this.bytes = bytes;
    }
}
