package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.compare.Workload.Task;

/// Figures for tests, of workloads too small to take time.
final class Figures {
    private Figures() {}

    static Workload dense(int qubits) {
        return Workloads.isingQaoa(qubits, Task.EXPECTATION);
    }

    static Figure figure(Workload workload, Contender contender, double seconds) {
        return figure(workload, contender, seconds, 1.5);
    }

    static Figure figure(Workload workload, Contender contender, double seconds, double energy) {
        return Figure.of(workload, 1, contender, Values.of(energy), new double[] {seconds});
    }
}
