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
import java.util.Random;
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

/// QAOA with the XY mixer on a ring, two layers, all-to-all Ising cost: on the states of K ones and on all amplitudes.
///
/// It starts in a basis state, not in a Dicke state, whose preparation the former would do once and the latter in each
/// evaluation. `energy` also runs with `-p size=24/4`; a gradient on all amplitudes of that takes 1 GB.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ExchangeMixerBenchmark {
    private static final long MEMORY = 1L << 31;
    private static final int LAYERS = 2;

    @Param({"16/4", "16/8", "20/4", "20/10"})
    String size = "";

    @Param({"all", "subspace"})
    String amplitudes = "";

    private final RealVector angles = RealVector.of(0.35, 0.55, -0.6, -0.3);

    @SuppressWarnings("NullAway.Init") // by prepare
    private StatevectorSimulator simulator;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledCircuit circuit;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledObservable cost;

    @Setup
    public void prepare() {
        int slash = size.indexOf('/');
        int qubits = Integer.parseInt(size.substring(0, slash));
        int ones = Integer.parseInt(size.substring(slash + 1));
        PauliSum energy = energy(qubits);
        ParameterizedCircuit ring = ring(qubits, ones, energy);
        simulator = new StatevectorSimulator(MEMORY);
        circuit = amplitudes.equals("all") ? CompiledCircuit.compileFull(ring) : CompiledCircuit.compile(ring);
        cost = CompiledObservable.compile(energy);
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

    private static ParameterizedCircuit ring(int qubits, int ones, PauliSum energy) {
        List<Instruction> gates = new ArrayList<>();
        for (int qubit = 0; qubit < ones; qubit++) {
            gates.add(new Instruction.Apply(Gate.X, List.of(), List.of(qubit * qubits / ones)));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            for (PauliSum.Term term : energy.terms()) {
                List<Integer> on = new ArrayList<>();
                for (int qubit = 0; qubit < qubits; qubit++) {
                    if (term.pauli().at(qubit) == 'Z') {
                        on.add(qubit);
                    }
                }
                gates.add(new Instruction.Apply(
                        Gate.RZZ, List.of(ParameterExpression.parameter(layer, 2 * term.coefficient())), on));
            }
            for (int first = 0; first <= 1; first++) {
                for (int qubit = first; qubit < qubits; qubit += 2) {
                    List<Integer> pair = List.of(qubit, (qubit + 1) % qubits);
                    List<ParameterExpression> beta = List.of(ParameterExpression.parameter(LAYERS + layer));
                    gates.add(new Instruction.Apply(Gate.RXX, beta, pair));
                    gates.add(new Instruction.Apply(Gate.RYY, beta, pair));
                }
            }
        }
        return ParameterizedCircuit.of(qubits, List.of("gamma0", "gamma1", "beta0", "beta1"), gates);
    }

    private static PauliSum energy(int qubits) {
        var random = new Random(3);
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int i = 0; i < qubits; i++) {
            for (int j = i + 1; j < qubits; j++) {
                terms.add(new PauliSum.Term(
                        PauliString.of(qubits, 'Z', i, j), random.nextGaussian() / Math.sqrt(qubits)));
            }
        }
        return new PauliSum(qubits, terms);
    }
}
