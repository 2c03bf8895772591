package io.ketstream.benchmarks.workers;

import java.util.stream.Stream;

/// What the system says of a process's use of processors.
final class ProcessorTime {
    private static final double NANOS = 1e9;

    private ProcessorTime() {}

    /// Of a process since its start, and of those that it started and that still run; 0 where the
    /// system does not tell, or it has ended.
    static double seconds(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(used -> used.toNanos() / NANOS)
                .sum();
    }
}
