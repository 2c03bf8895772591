package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a loop remembers of a run that was taken apart between inputs; everything here is rebuilt from the journal.
final class OpenParent {

    final RunId id;
    final RunDecomposed decomposed;

    /// It had been begun before this loop was: children may be under way that are not known yet.
    final boolean resumed;

    /// Memory that it takes while it is put together: the covariance, and as much for reading it, or for a part of it.
    final long bytes;

    boolean paused;
    boolean cancelled;

    /// The covariance is on its way.
    boolean fetching;

    /// Null: not started yet, or given up for another to run; it is started again when there is something to do.
    @Nullable
    LiveParent live;

    /// Whether the algorithm's question has been looked at.
    boolean taken;

    /// What it waits for.
    List<ChildRun> children = List.of();

    /// Sequences of those that have not ended.
    final Set<Integer> missing = new TreeSet<>();

    /// Whether [#missing] have been asked for.
    boolean asked;

    Instant askedAt = Instant.MAX;
    Instant sentAt = Instant.MAX;

    /// When those still missing were last given up.
    Instant givenUpAt = Instant.MIN;

    /// Sent, and counts when it is read back.
    @Nullable
    RunEnded outcome;

    Instant proposedAt = Instant.MAX;

    OpenParent(RunDecomposed decomposed, boolean resumed) {
        this.id = decomposed.runId();
        this.decomposed = decomposed;
        this.resumed = resumed;
        long assets = decomposed.market().symbols().size();
        this.bytes = 2 * Double.BYTES * assets * assets;
    }
}
