package io.ketstream.ingestion.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// At most so many requests within any period of this length, whoever asks. Thread-safe.
public final class RequestRate {

    private final int most;
    private final Duration period;
    private final Clock clock;
    private final Deque<Instant> taken = new ArrayDeque<>();

    public RequestRate(int most, Duration period, Clock clock) {
        this.most = most;
        this.period = period;
        this.clock = clock;
    }

    /// Takes one, or says how long there is none.
    ///
    /// @return zero when it was taken
    public synchronized Duration take() {
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.getFirst().plus(period).isAfter(now)) {
            taken.removeFirst();
        }
        if (taken.size() >= most) {
            return Duration.between(now, taken.getFirst().plus(period));
        }
        taken.addLast(now);
        return Duration.ZERO;
    }
}
