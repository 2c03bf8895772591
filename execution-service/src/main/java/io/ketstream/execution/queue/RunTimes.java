package io.ketstream.execution.queue;

/// Takes the duration of every computation.
@FunctionalInterface
public interface RunTimes {

    void record(String backend, String outcome, double seconds);
}
