package io.ketstream.results.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The latest rebuild of this instance; one at a time. A second instance may rebuild too: runs are locked one by one.
public final class Rebuilds {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    public enum Status {
        NONE,
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /// @param runs done so far
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(
            Status status,
            long runs,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    private final ProjectionRebuilder rebuilder;
    private final Clock clock;
    private final AtomicLong runs = new AtomicLong();
    private State latest = new State(Status.NONE, 0, null, null);

    public Rebuilds(ProjectionRebuilder rebuilder, Clock clock) {
        this.rebuilder = rebuilder;
        this.clock = clock;
    }

    public synchronized State state() {
        return latest.status() == Status.RUNNING
                ? new State(Status.RUNNING, runs.get(), latest.startedAt(), null)
                : latest;
    }

    /// Starts a rebuild on a thread of its own.
    ///
    /// @return false when one is running
    public boolean start() {
        if (!begin()) {
            return false;
        }
        Thread.ofVirtual().name("rebuild").start(this::work);
        return true;
    }

    /// Rebuilds before it returns.
    ///
    /// @throws IllegalStateException when a rebuild is running already or this one fails
    public void runNow() {
        if (!begin() || work() == Status.FAILED) {
            throw new IllegalStateException("the projections have not been rebuilt");
        }
    }

    private synchronized boolean begin() {
        if (latest.status() == Status.RUNNING) {
            return false;
        }
        runs.set(0);
        latest = new State(Status.RUNNING, 0, clock.instant(), null);
        return true;
    }

    private Status work() {
        Status end = Status.FAILED;
        try {
            rebuilder.rebuild(runs::set);
            end = Status.SUCCEEDED;
            log.atInfo().addKeyValue("runs", runs.get()).log("projections rebuilt");
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("runs", runs.get()).log("rebuilding projections failed");
        } finally {
            end(end);
        }
        return end;
    }

    private synchronized void end(Status status) {
        latest = new State(status, runs.get(), latest.startedAt(), clock.instant());
    }
}
