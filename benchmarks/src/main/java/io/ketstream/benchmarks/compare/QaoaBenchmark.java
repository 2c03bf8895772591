package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.Precision;
import io.ketstream.simulator.StatevectorSimulator;
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

/// One exact energy of W1, QAOA with six layers on an Ising model that couples all spins: with vectors and, in a JVM of
/// its own, without. Compare the two of one run, the machine is in both.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QaoaBenchmark {
    private static final long MEMORY = 1L << 30;

    @Param({"12", "16", "20"})
    int qubits;

    @Param("1")
    int threads;

    @Param("DOUBLE")
    @SuppressWarnings("NullAway.Init") // by JMH
    Precision precision;

    @SuppressWarnings("NullAway.Init") // by prepare
    private StatevectorSimulator simulator;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledCircuit circuit;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledObservable cost;

    @SuppressWarnings("NullAway.Init") // by prepare
    private RealVector angles;

    @Setup
    public void prepare() {
        Workload workload = Workloads.isingQaoa(qubits, Workload.Task.EXPECTATION);
        simulator = new StatevectorSimulator(MEMORY, threads, precision);
        circuit = CompiledCircuit.compile(workload.circuit());
        cost = CompiledObservable.compile(workload.observable());
        angles = workload.parameters();
    }

    @TearDown
    public void close() {
        simulator.close();
    }

    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
    public double vectors() {
        return simulator.expectation(circuit, angles, cost);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "-Dketstream.simulator.kernels=scalar")
    public double scalar() {
        return simulator.expectation(circuit, angles, cost);
    }
}
