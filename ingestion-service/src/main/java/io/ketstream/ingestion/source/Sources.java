package io.ketstream.ingestion.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the turns of sources that are due, each on a thread of its own, one turn of a source at a time among all
/// instances.
public final class Sources {

    private static final Logger log = LoggerFactory.getLogger(Sources.class);
    private static final int MOST_AT_ONCE = 64;

    private final SourceStore store;
    private final Map<SourceType, MarketDataSource> kinds = new EnumMap<>(SourceType.class);
    private final Backoff backoff;
    private final Duration lease;
    private final SourceMetrics metrics;
    private final Clock clock;
    private final Map<SourceStore.Lease, Thread> turns = new ConcurrentHashMap<>();

    /// @param lease how long a source stays that of an instance that has died
    public Sources(
            SourceStore store,
            List<MarketDataSource> kinds,
            Backoff backoff,
            Duration lease,
            SourceMetrics metrics,
            Clock clock) {
        this.store = store;
        this.backoff = backoff;
        this.lease = lease;
        this.metrics = metrics;
        this.clock = clock;
        for (MarketDataSource kind : kinds) {
            this.kinds.put(kind.type(), kind);
        }
    }

    /// Keeps what is being worked on and begins what is due. To be called several times within a lease's length.
    ///
    /// A database that hangs may take longer than a lease lasts: each is of its own time, and one that is
    /// over when it is had is as good as none.
    public void look() {
        turns.forEach((held, thread) -> {
            if (!store.renew(held, clock.instant().plus(lease))) {
                thread.interrupt();
            }
        });
        while (turns.size() < MOST_AT_ONCE) {
            Instant now = clock.instant();
            Instant until = now.plus(lease);
            Optional<SourceStore.Lease> due = store.lease(now, until);
            if (due.isEmpty()) {
                return;
            }
            if (clock.instant().isBefore(until)) {
                begin(due.get());
            }
        }
    }

    private void begin(SourceStore.Lease held) {
        // a virtual thread that is interrupted closes the database's connection
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("source-" + held.settings().universe())
                .unstarted(() -> {
                    try {
                        turn(held);
                    } finally {
                        turns.remove(held);
                    }
                });
        turns.put(held, thread);
        thread.start();
    }

    /// Ends all turns and waits for it, so long.
    public void stop(Duration patience) {
        List<Thread> running = List.copyOf(turns.values());
        running.forEach(Thread::interrupt);
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : running) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(SourceStore.Lease held) {
        SourceSettings settings = held.settings();
        MarketDataSource kind = kinds.get(settings.type());
        if (kind == null) {
            throw new IllegalStateException("there is no source of type " + settings.type());
        }
        try {
            var progress = new SourceProgress(store, held, clock);
            try {
                store.giveBack(held, kind.turn(settings, progress));
                metrics.fetched(settings.type(), "ok");
                metrics.succeeded(settings.type(), clock.instant());
            } catch (SourceException e) {
                fail(held, progress, e);
            } catch (InterruptedException e) {
                store.giveBack(held, clock.instant());
            }
        } catch (LeaseEndedException e) {
            log.atInfo().addKeyValue("universe", settings.universe()).log("a source is no longer worked on here");
        } catch (RuntimeException e) {
            // the lease runs out by itself, and then somebody begins anew
            log.atWarn()
                    .addKeyValue("universe", settings.universe())
                    .setCause(e)
                    .log("a source failed");
        }
    }

    private void fail(SourceStore.Lease held, SourceProgress progress, SourceException e) {
        SourceSettings settings = held.settings();
        Duration pause = backoff.pause(progress.failures() + 1, e);
        Instant now = clock.instant();
        metrics.fetched(settings.type(), e.kind().label());
        log.atWarn()
                .addKeyValue("universe", settings.universe())
                .addKeyValue("source", settings.type().label())
                .addKeyValue("reason", e.reason())
                .addKeyValue("retryMillis", pause.toMillis())
                .log("a source could not be read");
        store.fail(held, now, now.plus(pause), e.reason());
    }
}
