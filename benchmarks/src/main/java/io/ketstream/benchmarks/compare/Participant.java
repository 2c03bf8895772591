package io.ketstream.benchmarks.compare;

import java.nio.file.Path;

/// A contender with a number of threads, ready to take workloads one after another.
interface Participant extends AutoCloseable {

    /// @param seconds of one evaluation
    record Prepared(double seconds, Values values) {}

    /// Reads a workload, warms up and evaluates it.
    Prepared prepare(Path workload, double warmUpSeconds) throws ContenderFailure, InterruptedException;

    /// The seconds of evaluations one by one; as many as were asked for, or one that stands for them.
    double[] measure(int repetitions) throws ContenderFailure, InterruptedException;

    /// Frees the memory of what was prepared.
    void release() throws ContenderFailure, InterruptedException;

    /// Whether it can be asked anything more.
    boolean isAlive();

    @Override
    void close();
}
