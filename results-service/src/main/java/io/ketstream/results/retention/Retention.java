package io.ketstream.results.retention;

import io.ketstream.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets runs some time after their end, one by one and each as a whole, so that the projections are at every moment
/// those that a rebuild would make. A run that has not ended loses nothing, however old it is.
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int MOST_AT_ONCE = 500;

    /// @param events that belonged to no run
    public record Forgotten(long runs, long events) {}

    private final OldEvents old;
    private final InstantSource clock;
    private final Duration kept;
    private final int mostAtOnce;

    /// @param kept how long a run is kept after its end
    public Retention(OldEvents old, InstantSource clock, Duration kept) {
        this(old, clock, kept, MOST_AT_ONCE);
    }

    Retention(OldEvents old, InstantSource clock, Duration kept, int mostAtOnce) {
        this.old = old;
        this.clock = clock;
        this.kept = kept;
        this.mostAtOnce = mostAtOnce;
    }

    /// Forgets everything that is old enough now, or as much of it until the thread is interrupted.
    public Forgotten apply() {
        Instant time = clock.instant().minus(kept);
        var forgotten = new Forgotten(forgetRuns(time), forgetOfNoRun(time));
        if (forgotten.runs() + forgotten.events() > 0) {
            log.atInfo()
                    .addKeyValue("runs", forgotten.runs())
                    .addKeyValue("eventsOfNoRun", forgotten.events())
                    .addKeyValue("before", time)
                    .log("old runs forgotten");
        }
        return forgotten;
    }

    private long forgetRuns(Instant time) {
        long forgotten = 0;
        long before;
        do {
            before = forgotten;
            for (RunId run : isInterrupted() ? List.<RunId>of() : old.runsEndedBefore(time, mostAtOnce)) {
                if (!isInterrupted() && old.forget(run, time)) {
                    forgotten++;
                }
            }
        } while (forgotten > before);
        return forgotten;
    }

    private long forgetOfNoRun(Instant time) {
        long forgotten = 0;
        int more = mostAtOnce;
        while (more == mostAtOnce && !isInterrupted()) {
            more = old.forgetOfNoRun(time, mostAtOnce);
            forgotten += more;
        }
        return forgotten;
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
