package io.ketstream.ingestion.source;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// How long to wait after failures: doubled each time up to a longest, less up to half by chance, so that many do not
/// come back at once; and never shorter than the service asked for.
public final class Backoff {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final Duration refused;
    private final DoubleSupplier chance;

    /// @param refused the shortest pause after what only a person can mend
    /// @param chance numbers from 0 to 1
    public Backoff(Duration first, Duration longest, Duration refused, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.refused = refused;
        this.chance = chance;
    }

    /// @param failures how often in a row, this one included
    Duration pause(int failures, SourceException failure) {
        long doubled = first.toMillis() << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        long limited = Math.min(doubled, longest.toMillis());
        Duration pause = Duration.ofMillis(Math.round(limited * (1 - chance.getAsDouble() / 2)));
        if (failure.kind() == SourceException.Kind.REFUSED) {
            pause = longer(pause, refused);
        }
        return longer(pause, failure.pause());
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other == null || one.compareTo(other) >= 0 ? one : other;
    }
}
