package io.ketstream.benchmarks.micro;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
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

/// What is computed for one question: the exact energy of MaxCut on a ring by QAOA with two layers, and its gradient.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnergyBenchmark {
    private static final long MEMORY = 1L << 28;
    private static final int LAYERS = 2;

    @Param({"4", "8", "12", "16"})
    int qubits;

    private final RealVector angles = RealVector.of(0.35, 0.55, -0.6, -0.3);

    @SuppressWarnings("NullAway.Init") // by prepare
    private StatevectorSimulator simulator;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledCircuit circuit;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledObservable cost;

    @Setup
    public void prepare() {
        simulator = new StatevectorSimulator(MEMORY);
        circuit = CompiledCircuit.compile(ring());
        cost = CompiledObservable.compile(cut());
    }

    @TearDown
    public void close() {
        simulator.close();
    }

    @Benchmark
    public double energy() {
        return simulator.expectation(circuit, angles, cost);
    }

    @Benchmark
    public Gradient gradient() {
        return simulator.gradient(circuit, angles, cost);
    }

    private ParameterizedCircuit ring() {
        List<Instruction> gates = new ArrayList<>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(new Instruction.Apply(
                        Gate.RZZ, List.of(ParameterExpression.parameter(layer)), List.of(qubit, (qubit + 1) % qubits)));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(new Instruction.Apply(
                        Gate.RX, List.of(ParameterExpression.parameter(LAYERS + layer, 2)), List.of(qubit)));
            }
        }
        return ParameterizedCircuit.of(qubits, List.of("gamma0", "gamma1", "beta0", "beta1"), gates);
    }

    private PauliSum cut() {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            char[] letters = "I".repeat(qubits).toCharArray();
            letters[qubits - 1 - qubit] = 'Z';
            letters[qubits - 1 - (qubit + 1) % qubits] = 'Z';
            terms.add(new PauliSum.Term(new PauliString(new String(letters)), 0.5));
        }
        return new PauliSum(qubits, terms);
    }
}
