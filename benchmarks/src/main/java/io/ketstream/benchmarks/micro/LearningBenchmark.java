package io.ketstream.benchmarks.micro;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledReadout;
import io.ketstream.simulator.LossGradient;
import io.ketstream.simulator.Overlaps;
import io.ketstream.simulator.Samples;
import io.ketstream.simulator.Statevector;
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

/// The parts of learning: states, their products, Bloch vectors, outputs and gradients, of a batch of 32 points. The
/// circuit encodes its inputs by RY and has five layers of RX, RY, RZ and a ring.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class LearningBenchmark {
    private static final int SAMPLES = 32;
    private static final int LAYERS = 5;
    private static final long MEMORY = 1L << 30;

    @Param({"4", "10", "14"})
    int qubits;

    @Param({"CX", "CZ"})
    Gate entangler = Gate.CX;

    @Param("1")
    int threads;

    @SuppressWarnings("NullAway.Init") // by prepare
    private StatevectorSimulator simulator;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledCircuit circuit;

    @SuppressWarnings("NullAway.Init") // by prepare
    private CompiledReadout readout;

    @SuppressWarnings("NullAway.Init") // by prepare
    private Samples samples;

    private List<RealVector> points = List.of();
    private RealVector weights = RealVector.of();
    private final List<Statevector> states = new ArrayList<>();

    @Setup
    public void prepare() {
        var random = new Random(1);
        simulator = new StatevectorSimulator(MEMORY, threads);
        circuit = CompiledCircuit.compile(model());
        readout = CompiledReadout.compile(qubits, List.of(PauliString.of(qubits, 'Z', 0)));
        List<RealVector> inputs = IntStream.range(0, SAMPLES)
                .mapToObj(_ -> RealVector.of(random.doubles(qubits, 0, 3).toArray()))
                .toList();
        samples = new Samples(
                inputs,
                RealVector.of(random.ints(SAMPLES, 0, 2).asDoubleStream().toArray()));
        weights = RealVector.of(
                random.doubles(circuit.numberOfParameters() - qubits, -3, 3).toArray());
        points = IntStream.range(0, SAMPLES)
                .mapToObj(_ -> RealVector.of(
                        random.doubles(circuit.numberOfParameters(), -3, 3).toArray()))
                .toList();
        points.forEach(point -> states.add(simulator.run(circuit, point)));
    }

    private ParameterizedCircuit model() {
        List<Instruction> gates = new ArrayList<>();
        int parameters = 0;
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(rotation(Gate.RY, parameters++, qubit));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate rotation : List.of(Gate.RX, Gate.RY, Gate.RZ)) {
                    gates.add(rotation(rotation, parameters++, qubit));
                }
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(new Instruction.Apply(entangler, List.of(), List.of(qubit, (qubit + 1) % qubits)));
            }
        }
        return ParameterizedCircuit.of(
                qubits, IntStream.range(0, parameters).mapToObj(k -> "p" + k).toList(), gates);
    }

    private static Instruction rotation(Gate gate, int parameter, int qubit) {
        return new Instruction.Apply(gate, List.of(ParameterExpression.parameter(parameter)), List.of(qubit));
    }

    @TearDown
    public void close() {
        simulator.close();
    }

    /// States and products of 32 by 32.
    @Benchmark
    public RealMatrix kernel() {
        return simulator.kernel(circuit, points);
    }

    /// The products alone.
    @Benchmark
    public Overlaps products() {
        return simulator.overlaps(states);
    }

    @Benchmark
    public RealMatrix blochVectors() {
        return simulator.blochVectors(circuit, points);
    }

    @Benchmark
    public RealMatrix outputs() {
        return simulator.outputs(circuit, samples.inputs(), weights, readout);
    }

    @Benchmark
    public LossGradient lossGradient() {
        return simulator.lossGradient(circuit, samples, weights, readout, (outputs, target, derivatives) -> {
            derivatives[0] = 2 * (outputs[0] - target);
            return (outputs[0] - target) * (outputs[0] - target);
        });
    }
}
