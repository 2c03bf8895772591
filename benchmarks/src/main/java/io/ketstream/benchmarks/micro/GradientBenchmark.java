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
import java.util.SplittableRandom;
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

/// All derivatives of an exact energy, beside the energy alone: compare the two of one run. `qaoa` has six layers on an
/// Ising model that couples all spins and 12 parameters; `ansatz` eight layers of RY and RZ on each qubit and a ring of
/// CX, a parameter for each rotation, and the energy of an Ising chain in a transverse field.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class GradientBenchmark {
    private static final long MEMORY = 1L << 30;
    private static final int QAOA_LAYERS = 6;
    private static final int ANSATZ_LAYERS = 8;

    @Param({"qaoa", "ansatz"})
    String circuit = "qaoa";

    @Param({"12", "16", "20"})
    int qubits;

    @Param("1")
    int threads;

    @SuppressWarnings("NullAway.Init") // by prepare
    private StatevectorSimulator simulator;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledCircuit compiled;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledObservable energy;

    @SuppressWarnings("NullAway.Init") // by prepare
    private RealVector angles;

    @Setup
    public void prepare() {
        var random = new SplittableRandom(88172645463325252L);
        List<Instruction> gates = new ArrayList<>();
        List<PauliSum.Term> terms = new ArrayList<>();
        switch (circuit) {
            case "qaoa" -> qaoa(random, gates, terms);
            case "ansatz" -> ansatz(gates, terms);
            default -> throw new IllegalArgumentException("no circuit named " + circuit);
        }
        int parameters = circuit.equals("qaoa") ? 2 * QAOA_LAYERS : 2 * qubits * ANSATZ_LAYERS;
        List<String> names =
                IntStream.range(0, parameters).mapToObj(k -> "theta" + k).toList();
        angles = RealVector.of(random.doubles(parameters, 0.1, 0.8).toArray());
        simulator = new StatevectorSimulator(MEMORY, threads);
        compiled = CompiledCircuit.compile(ParameterizedCircuit.of(qubits, names, gates));
        energy = CompiledObservable.compile(new PauliSum(qubits, terms));
    }

    @TearDown
    public void close() {
        simulator.close();
    }

    @Benchmark
    public double energy() {
        return simulator.expectation(compiled, angles, energy);
    }

    @Benchmark
    public Gradient gradient() {
        return simulator.gradient(compiled, angles, energy);
    }

    private void qaoa(SplittableRandom random, List<Instruction> gates, List<PauliSum.Term> terms) {
        for (int i = 0; i < qubits; i++) {
            terms.add(term('Z', random.nextDouble(-1, 1), i));
            for (int j = i + 1; j < qubits; j++) {
                terms.add(term('Z', random.nextDouble(-1, 1) / qubits, i, j));
            }
            gates.add(new Instruction.Apply(Gate.H, List.of(), List.of(i)));
        }
        for (int layer = 0; layer < QAOA_LAYERS; layer++) {
            for (PauliSum.Term term : terms) {
                List<Integer> on = IntStream.range(0, qubits)
                        .filter(qubit -> ((term.pauli().zMask() >>> qubit) & 1) == 1)
                        .boxed()
                        .toList();
                gates.add(new Instruction.Apply(
                        on.size() == 1 ? Gate.RZ : Gate.RZZ,
                        List.of(ParameterExpression.parameter(layer, 2 * term.coefficient())),
                        on));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                ParameterExpression angle = ParameterExpression.parameter(QAOA_LAYERS + layer, 2);
                gates.add(new Instruction.Apply(Gate.RX, List.of(angle), List.of(qubit)));
            }
        }
    }

    private void ansatz(List<Instruction> gates, List<PauliSum.Term> terms) {
        int parameter = 0;
        for (int layer = 0; layer < ANSATZ_LAYERS; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate gate : List.of(Gate.RY, Gate.RZ)) {
                    ParameterExpression angle = ParameterExpression.parameter(parameter++);
                    gates.add(new Instruction.Apply(gate, List.of(angle), List.of(qubit)));
                }
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(qubit, (qubit + 1) % qubits)));
            }
        }
        for (int qubit = 0; qubit < qubits; qubit++) {
            terms.add(term('X', -1, qubit));
            terms.add(term('Z', -1, qubit, (qubit + 1) % qubits));
        }
    }

    private PauliSum.Term term(char letter, double coefficient, int... on) {
        var label = new StringBuilder("I".repeat(qubits));
        for (int qubit : on) {
            label.setCharAt(qubits - 1 - qubit, letter);
        }
        return new PauliSum.Term(new PauliString(label.toString()), coefficient);
    }
}
