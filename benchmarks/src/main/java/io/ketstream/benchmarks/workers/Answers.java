package io.ketstream.benchmarks.workers;

import io.ketstream.benchmarks.loop.Arrival;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// When the last answer of each run was seen; the answers themselves, which are large, are not
/// kept.
final class Answers implements Consumer<Arrival> {
    private final Map<String, Long> last = new HashMap<>();

    @Override
    public synchronized void accept(Arrival answer) {
        last.put(answer.sent().key(), answer.nanos());
    }

    /// `System.nanoTime()` of it.
    ///
    /// @throws IllegalStateException when none was seen
    synchronized long last(String run) {
        Long nanos = last.get(run);
        if (nanos == null) {
            throw new IllegalStateException("no answer of run " + run + " was seen");
        }
        return nanos;
    }
}
