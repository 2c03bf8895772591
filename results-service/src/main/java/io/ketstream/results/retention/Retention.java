package io.ketstream.results.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets runs some time after their end, one by one and each as a whole, so that the projections are at every moment
/// those that a rebuild would make. A run that has not ended loses nothing, however old it is. Strategies likewise,
/// some time after they were stopped.
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int MOST_AT_ONCE = 500;

    /// @param events that belonged to no run
    public record Forgotten(long runs, long strategies, long events) {}

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
        var forgotten = new Forgotten(
                forgetAll(() -> old.runsEndedBefore(time, mostAtOnce), run -> old.forget(run, time)),
                forgetAll(() -> old.strategiesStoppedBefore(time, mostAtOnce), strategy -> old.forget(strategy, time)),
                forgetOfNoRun(time));
        if (forgotten.runs() + forgotten.strategies() + forgotten.events() > 0) {
            log.atInfo()
                    .addKeyValue("runs", forgotten.runs())
                    .addKeyValue("strategies", forgotten.strategies())
                    .addKeyValue("eventsOfNoRun", forgotten.events())
                    .addKeyValue("before", time)
                    .log("old runs and strategies forgotten");
        }
        return forgotten;
    }

    private static <T> long forgetAll(Supplier<List<T>> some, Predicate<T> forget) {
        long forgotten = 0;
        long before;
        do {
            before = forgotten;
            for (T each : isInterrupted() ? List.<T>of() : some.get()) {
                if (!isInterrupted() && forget.test(each)) {
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
