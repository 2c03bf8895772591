package io.ketstream.ingestion.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets runs some time after their submission, and with the last run of a problem or a snapshot that too; and
/// versions of data sets as long after they were one.
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int MOST_AT_ONCE = 500;

    /// Each may be many megabytes.
    private static final int MOST_TABLES_AT_ONCE = 10;

    private final OldRuns old;
    private final InstantSource clock;
    private final Duration kept;

    /// @param kept how long a run is kept after its submission
    public Retention(OldRuns old, InstantSource clock, Duration kept) {
        this.old = old;
        this.clock = clock;
        this.kept = kept;
    }

    /// Forgets everything that is old enough now, or as much of it until the thread is interrupted.
    public void apply() {
        Instant before = clock.instant().minus(kept);
        long runs = all(MOST_AT_ONCE, most -> old.forgetRuns(before, most));
        long problems = all(MOST_AT_ONCE, most -> old.forgetProblems(before, most));
        long snapshots = all(MOST_AT_ONCE, most -> old.forgetSnapshots(before, most));
        long tables = all(MOST_TABLES_AT_ONCE, most -> old.forgetTables(before, most));
        if (runs + problems + snapshots + tables > 0) {
            log.atInfo()
                    .addKeyValue("runs", runs)
                    .addKeyValue("problems", problems)
                    .addKeyValue("snapshots", snapshots)
                    .addKeyValue("tables", tables)
                    .addKeyValue("before", before)
                    .log("old runs forgotten");
        }
    }

    private static long all(int mostAtOnce, IntUnaryOperator some) {
        long forgotten = 0;
        int more = mostAtOnce;
        while (more == mostAtOnce && !Thread.currentThread().isInterrupted()) {
            more = some.applyAsInt(mostAtOnce);
            forgotten += more;
        }
        return forgotten;
    }
}
