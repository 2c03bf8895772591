package io.ketstream.benchmarks.micro;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.Precision;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

/// One exact energy of QAOA with six layers on an Ising model that couples all spins, with vectors and, in a JVM of its
/// own, without: compare the two of one run, the machine is in both.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QaoaBenchmark {
    private static final long MEMORY = 1L << 30;
    private static final int LAYERS = 6;

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
        IsingHamiltonian ising = ising();
        var schedule = new double[2 * LAYERS];
        for (int layer = 0; layer < LAYERS; layer++) {
            schedule[layer] = 0.15 + 0.08 * layer;
            schedule[LAYERS + layer] = 0.75 - 0.1 * layer;
        }
        angles = RealVector.of(schedule);
        simulator = new StatevectorSimulator(MEMORY, threads, precision);
        circuit = CompiledCircuit.compile(qaoa(ising));
        cost = CompiledObservable.compile(ising.toPauliSum());
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

    /// Couplings in [−1/n, 1/n), fields in [−1, 1).
    private IsingHamiltonian ising() {
        var random = new SplittableRandom(88172645463325252L);
        var fields = new double[qubits];
        List<IsingHamiltonian.Coupling> couplings = new ArrayList<>();
        for (int i = 0; i < qubits; i++) {
            fields[i] = random.nextDouble(-1, 1);
            for (int j = i + 1; j < qubits; j++) {
                couplings.add(new IsingHamiltonian.Coupling(i, j, random.nextDouble(-1, 1) / qubits));
            }
        }
        return new IsingHamiltonian(RealVector.of(fields), couplings, 0);
    }

    private ParameterizedCircuit qaoa(IsingHamiltonian ising) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < 2 * LAYERS; k++) {
            names.add((k < LAYERS ? "gamma" : "beta") + k % LAYERS);
        }
        List<Instruction> gates = new ArrayList<>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                ParameterExpression angle =
                        ParameterExpression.parameter(layer, 2 * ising.h().get(qubit));
                gates.add(new Instruction.Apply(Gate.RZ, List.of(angle), List.of(qubit)));
            }
            for (IsingHamiltonian.Coupling coupling : ising.couplings()) {
                ParameterExpression angle = ParameterExpression.parameter(layer, 2 * coupling.weight());
                gates.add(new Instruction.Apply(Gate.RZZ, List.of(angle), List.of(coupling.i(), coupling.j())));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                ParameterExpression angle = ParameterExpression.parameter(LAYERS + layer, 2);
                gates.add(new Instruction.Apply(Gate.RX, List.of(angle), List.of(qubit)));
            }
        }
        return ParameterizedCircuit.of(qubits, names, gates);
    }
}
