package io.ketstream.circuit.catalog;

import io.ketstream.model.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets circuits and formulations that no run has been given for a long time.
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int MOST_AT_ONCE = 500;

    private final CircuitCatalog catalog;
    private final PublishedCircuits published;
    private final InstantSource clock;
    private final Duration kept;

    /// @param published is told before the catalog: a circuit that is asked for in between is still in the catalog, and
    ///     one that is made again meanwhile is fetched from there
    /// @param kept how long a circuit is kept after its last use
    public Retention(CircuitCatalog catalog, PublishedCircuits published, InstantSource clock, Duration kept) {
        this.catalog = catalog;
        this.published = published;
        this.clock = clock;
        this.kept = kept;
    }

    /// Forgets everything that is old enough now, or as much of it until the thread is interrupted.
    public void apply() {
        Instant before = clock.instant().minus(kept);
        long circuits = forgetCircuits(before);
        long formulations = forgetFormulations(before);
        if (circuits + formulations > 0) {
            log.atInfo()
                    .addKeyValue("circuits", circuits)
                    .addKeyValue("formulations", formulations)
                    .addKeyValue("before", before)
                    .log("old circuits forgotten");
        }
    }

    private long forgetCircuits(Instant before) {
        long forgotten = 0;
        List<Digest> old = catalog.circuitsUnusedSince(before, MOST_AT_ONCE);
        while (!old.isEmpty() && !Thread.currentThread().isInterrupted()) {
            published.forget(old);
            forgotten += catalog.forgetCircuits(old, before);
            old = catalog.circuitsUnusedSince(before, MOST_AT_ONCE);
        }
        return forgotten;
    }

    private long forgetFormulations(Instant before) {
        long forgotten = 0;
        int more = MOST_AT_ONCE;
        while (more == MOST_AT_ONCE && !Thread.currentThread().isInterrupted()) {
            more = catalog.forgetFormulations(before, MOST_AT_ONCE);
            forgotten += more;
        }
        return forgotten;
    }
}
