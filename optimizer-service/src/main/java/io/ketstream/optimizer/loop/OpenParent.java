package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a loop remembers of a run that was taken apart between inputs; everything here is rebuilt from the journal.
final class OpenParent {

    final RunId id;
    final RunDecomposed decomposed;

    /// Memory that it takes while it is put together.
    final long bytes;

    /// That it was begun with, as soon as it has been.
    DecompositionVersion version = DecompositionVersion.current();

    boolean paused;
    boolean cancelled;

    /// Waits for memory.
    boolean queued;

    /// The covariance is on its way.
    boolean fetching;

    /// Null: not started yet, paused, or given up for another to run; it is started again when there is something to
    /// do.
    @Nullable
    LiveParent live;

    /// Whether the algorithm's question has been looked at.
    boolean taken;

    /// What it waits for.
    List<ChildRun> children = List.of();

    /// Sequences of those that have not ended.
    final Set<Integer> missing = new TreeSet<>();

    Instant askedAt = Instant.MAX;
    Instant sentAt = Instant.MAX;

    /// When it asked, or a child ended, last.
    Instant lifeAt = Instant.MAX;

    /// When those still missing were last given up.
    Instant givenUpAt = Instant.MIN;

    /// Sent, and counts when it is read back.
    @Nullable
    RunEnded outcome;

    Instant proposedAt = Instant.MAX;

    OpenParent(RunDecomposed decomposed) {
        this.id = decomposed.runId();
        this.decomposed = decomposed;
        this.bytes = bytes(decomposed);
    }

    /// The covariance of the market, and beside it what is read of it, or, after that, the parts that are copied.
    private static long bytes(RunDecomposed decomposed) {
        PortfolioProblem problem = decomposed.problem();
        PortfolioConstraints constraints = problem.constraintsOrNone();
        long market = matrix(decomposed.market().symbols().size());
        long chosen = problem.symbols() == null ? 0 : matrix(problem.symbols().size());
        boolean isFixed =
                !constraints.mandatory().isEmpty() || !constraints.forbidden().isEmpty();
        long free = !isFixed ? 0 : chosen > 0 ? chosen : market;
        return market + Math.max(market, chosen + free);
    }

    private static long matrix(long size) {
        return Double.BYTES * size * size;
    }
}
