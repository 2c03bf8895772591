package io.ketstream.benchmarks.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Keeps the arrivals of one probe, for another thread to read.
final class Recorder implements Consumer<Arrival> {
    private final List<Arrival> arrivals = new ArrayList<>();

    @Override
    public synchronized void accept(Arrival arrival) {
        arrivals.add(arrival);
        notifyAll();
    }

    synchronized int size() {
        return arrivals.size();
    }

    /// Waits until `count` have come in all.
    ///
    /// @throws IllegalStateException when they have not within `patience`
    synchronized void await(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (arrivals.size() < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(
                        "only " + arrivals.size() + " of " + count + " records came within " + patience);
            }
            wait(left);
        }
    }

    /// Those with that key, in order of arrival.
    synchronized List<Arrival> of(String key) {
        return arrivals.stream()
                .filter(arrival -> key.equals(arrival.sent().key()))
                .toList();
    }
}
