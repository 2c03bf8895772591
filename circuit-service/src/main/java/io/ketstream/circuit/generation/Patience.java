package io.ketstream.circuit.generation;

import io.ketstream.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Since when runs have waited for problems whose owner does not answer. Thread-safe; kept in memory, so that a wait
/// begins again in another instance.
final class Patience {

    private final Duration limit;
    private final InstantSource clock;
    private final Map<RunId, Instant> waitingSince = new ConcurrentHashMap<>();

    Patience(Duration limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /// Called each time that the problem of `run` is not to be had; whether it has been so for long enough.
    boolean isExhausted(RunId run) {
        Instant now = clock.instant();
        Instant known = waitingSince.get(run);
        if (known == null) {
            // runs that another instance has taken over meanwhile
            waitingSince
                    .values()
                    .removeIf(since -> since.plus(limit.multipliedBy(2)).isBefore(now));
            waitingSince.put(run, now);
            return false;
        }
        return !known.plus(limit).isAfter(now);
    }

    /// The wait of `run` is over.
    void end(RunId run) {
        waitingSince.remove(run);
    }
}
