package io.ketstream.benchmarks.workers;

import io.ketstream.benchmarks.loop.Arrival;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// When the last answer was seen; the answers themselves, which are large, are not kept.
final class Answers implements Consumer<Arrival> {
    private @Nullable Long last;

    @Override
    public synchronized void accept(Arrival answer) {
        last = answer.nanos();
    }

    /// `System.nanoTime()` of it.
    ///
    /// @throws IllegalStateException when none was seen
    synchronized long last() {
        if (last == null) {
            throw new IllegalStateException("no answer was seen");
        }
        return last;
    }
}
