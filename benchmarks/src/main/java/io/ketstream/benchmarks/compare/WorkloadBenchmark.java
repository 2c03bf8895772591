package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.compare.Workload.Task;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The workloads of `./ketstream compare` on our simulator alone, under JMH.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkloadBenchmark {
    @Param({"12", "16", "20"})
    int qubits;

    @Param("1")
    int threads;

    @Param({"EXPECTATION", "GRADIENT"})
    String task = "";

    @SuppressWarnings("NullAway.Init") // by prepare
    private OwnEvaluations evaluations;

    @SuppressWarnings("NullAway.Init") // by prepare
    private Evaluation isingQaoa;

    @SuppressWarnings("NullAway.Init") // by prepare
    private Evaluation hardwareEfficient;

    @Setup
    public void prepare() {
        evaluations = OwnEvaluations.of(Contender.KETSTREAM, threads);
        isingQaoa = evaluations.of(Workloads.isingQaoa(qubits, Task.valueOf(task)));
        hardwareEfficient = evaluations.of(Workloads.hardwareEfficient(qubits, Task.valueOf(task)));
    }

    @TearDown
    public void close() {
        evaluations.close();
    }

    @Benchmark
    public double[] isingQaoa() {
        isingQaoa.run();
        return isingQaoa.values();
    }

    @Benchmark
    public double[] hardwareEfficient() {
        hardwareEfficient.run();
        return hardwareEfficient.values();
    }
}
