package io.ketstream.ingestion.tick;

import java.time.Duration;
import java.time.Instant;

/// Times in nanoseconds since 1970, which a long holds until 2262.
final class Nanos {

    private static final long SECOND = 1_000_000_000;

    private Nanos() {}

    /// @throws ArithmeticException when it does not fit
    static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    }

    /// @throws ArithmeticException when it does not fit
    static long of(Duration duration) {
        return duration.toNanos();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
