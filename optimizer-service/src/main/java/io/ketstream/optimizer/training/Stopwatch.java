package io.ketstream.optimizer.training;

/// Seconds that something takes: told, and nothing that follows depends on them.
final class Stopwatch {

    private static final double NANOS = 1e-9;

    private final long begun = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - begun) * NANOS;
    }
}
