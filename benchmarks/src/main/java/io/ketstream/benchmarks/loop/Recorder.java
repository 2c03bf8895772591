package io.ketstream.benchmarks.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Keeps the arrivals of one probe, for another thread to read.
public final class Recorder implements Consumer<Arrival> {
    private final List<Arrival> arrivals = new ArrayList<>();

    @Override
    public synchronized void accept(Arrival arrival) {
        arrivals.add(arrival);
        notifyAll();
    }

    /// Drops what has come so far. If all turns were kept, they would fill the heap, and a probe that waits for the
    /// collector sees many arrivals at once.
    public synchronized void forget() {
        arrivals.clear();
    }

    /// Waits until `count` have come in all.
    ///
    /// @throws IllegalStateException when they have not within `patience`
    void await(int count, Duration patience) throws InterruptedException {
        await(arrivals::size, count, patience);
    }

    /// As [#await], of different keys: an event may be sent more than once.
    void awaitKeys(int count, Duration patience) throws InterruptedException {
        await(
                () -> arrivals.stream()
                        .map(arrival -> arrival.sent().key())
                        .distinct()
                        .count(),
                count,
                patience);
    }

    private synchronized void await(LongSupplier come, int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (come.getAsLong() < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(
                        "only " + come.getAsLong() + " of " + count + " records came within " + patience);
            }
            wait(left);
        }
    }

    /// Those with that key, in order of arrival.
    public synchronized List<Arrival> of(String key) {
        return arrivals.stream()
                .filter(arrival -> key.equals(arrival.sent().key()))
                .toList();
    }
}
