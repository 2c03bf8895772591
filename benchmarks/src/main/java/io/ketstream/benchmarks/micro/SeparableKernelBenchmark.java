package io.ketstream.benchmarks.micro;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// The Gram matrix of a map that joins no qubits, H and P(2x) twice, on one thread: qubit by qubit,
/// and from states of all qubits, which gates between them at the end ask for without changing an
/// entry.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class SeparableKernelBenchmark {

    private static final long MEMORY = 1L << 30;

    /// How many qubits, and whether they are joined.
    public enum Circuit {
        TEN_APART(10, false),
        TEN_TOGETHER(10, true),
        SIXTY_APART(60, false);

        private final int qubits;
        private final boolean joined;

        Circuit(int qubits, boolean joined) {
            this.qubits = qubits;
            this.joined = joined;
        }
    }

    @Param
    Circuit map = Circuit.TEN_APART;

    @Param({"250", "1000"})
    int points;

    @SuppressWarnings("NullAway.Init") // by prepare
    private StatevectorSimulator simulator;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledCircuit circuit;

    private List<RealVector> rows = List.of();

    @Setup
    public void prepare() {
        var random = new Random(1);
        simulator = new StatevectorSimulator(MEMORY);
        circuit = CompiledCircuit.compile(circuit());
        rows = IntStream.range(0, points)
                .mapToObj(_ -> RealVector.of(random.doubles(map.qubits, 0, 3).toArray()))
                .toList();
    }

    private ParameterizedCircuit circuit() {
        List<Instruction> gates = new ArrayList<>();
        for (int repetition = 0; repetition < 2; repetition++) {
            for (int qubit = 0; qubit < map.qubits; qubit++) {
                gates.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
                gates.add(new Instruction.Apply(
                        Gate.P, List.of(ParameterExpression.parameter(qubit, 2)), List.of(qubit)));
            }
        }
        for (int qubit = 0; map.joined && qubit + 1 < map.qubits; qubit++) {
            gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(qubit, qubit + 1)));
        }
        return ParameterizedCircuit.of(
                map.qubits,
                IntStream.range(0, map.qubits).mapToObj(k -> "x" + k).toList(),
                gates);
    }

    @TearDown
    public void close() {
        simulator.close();
    }

    @Benchmark
    public RealMatrix gram() {
        return simulator.kernel(circuit, rows);
    }
}
