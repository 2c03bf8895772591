package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;
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

/// One step on a state of one tile, which stays in the second-level cache: what the costs of [GateFusion] stand for. In
/// the simulator's package, because none of this is public.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {
    private static final int QUBITS = Schedule.WHOLE;

    /// What is measured, and on which qubits. A rotation is about X.
    public enum Kernel {
        ROTATION(5),
        ALL_ROTATIONS(IntStream.range(0, QUBITS).toArray()),
        PHASE(5),
        COUPLED_PHASES(0, 1, 2, 3, 4, 5, 6),
        EXCHANGE(7),
        EXCHANGE_IN_LANES(0),
        ALL_EXCHANGES(IntStream.range(0, QUBITS).toArray()),
        MATRIX(5),
        PRODUCT(5, 7),
        PRODUCT_HALF_IN_LANES(0, 7),
        PRODUCT_IN_LANES(0, 1);

        @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
        private final int[] on;

        Kernel(int... on) {
            this.on = on;
        }

        private List<Step> steps() {
            var compiler = new UnitaryCompiler(QUBITS);
            switch (this) {
                case PRODUCT, PRODUCT_HALF_IN_LANES, PRODUCT_IN_LANES ->
                    compiler.add(
                            on[0], on[1], GateUnitary.of(gate(Gate.RXX, List.of(0.3), on[0], on[1]), RealVector.of()));
                default -> IntStream.of(on).mapToObj(this::gate).forEach(compiler::add);
            }
            return compiler.drain();
        }

        private Instruction.Apply gate(int qubit) {
            return switch (this) {
                case ROTATION, ALL_ROTATIONS -> gate(Gate.RX, List.of(0.3), qubit);
                case PHASE -> gate(Gate.RZ, List.of(0.3), qubit);
                case COUPLED_PHASES -> gate(Gate.RZZ, List.of(0.3), qubit, qubit + 6);
                case EXCHANGE, EXCHANGE_IN_LANES, ALL_EXCHANGES ->
                    gate(Gate.CX, List.of(), qubit, (qubit + 1) % QUBITS);
                case MATRIX -> gate(Gate.Y, List.of(), qubit);
                case PRODUCT, PRODUCT_HALF_IN_LANES, PRODUCT_IN_LANES ->
                    throw new IllegalStateException("on two qubits");
            };
        }

        private static Instruction.Apply gate(Gate gate, List<Double> angles, int... on) {
            return new Instruction.Apply(
                    gate,
                    angles.stream().map(ParameterExpression::constant).toList(),
                    IntStream.of(on).boxed().toList());
        }
    }

    @Param
    Kernel kernel = Kernel.ROTATION;

    private final Workers workers = new Workers(1);
    private final Statevector state = new Statevector(QUBITS);
    private Passes passes = Passes.bind(Schedule.of(QUBITS, List.of()), List.of());

    @Setup
    public void prepare() {
        state.prepareUniform((1 << QUBITS) - 1);
        List<Step> steps = kernel.steps();
        passes = Passes.bind(
                Schedule.of(QUBITS, steps),
                steps.stream().map(step -> step.bind(RealVector.of())).toList());
    }

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    public Statevector step() {
        passes.apply(state, workers);
        return state;
    }
}
