package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What evaluations allocate once their memory is there, garbage included, whatever the parameters: some angles are so
/// near to half a turn that their rotations go with their cosines, so that passes are made up of other parts.
class AllocationTest {

    /// Lambdas, options and iterators that the optimising compiler may remove, of which there are some for each
    /// evaluation and pass, but none for a gate, a tile or an amplitude.
    private static final long SMALL_OBJECTS = 2048;

    private static final int VECTORS = 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> workloads() {
        return IntStream.of(9, 12, 17)
                .boxed()
                .flatMap(n -> Stream.of(
                        Arguments.of(
                                "QAOA",
                                Circuits.qaoa(Circuits.randomIsing(n, 1), layers(n)),
                                CompiledObservable.compile(
                                        Circuits.randomIsing(n, 2).toPauliSum())),
                        Arguments.of(
                                "rotations and rings",
                                Circuits.rotationsAndRings(n, layers(n)),
                                CompiledObservable.compile(Circuits.transverseIsing(n, 0, 1))),
                        Arguments.of(
                                "random gates",
                                Circuits.random(n, 20 * layers(n), 5, n),
                                CompiledObservable.compile(Circuits.randomObservable(n, 6, "IIXYZ", 3)))));
    }

    /// Large states take long here, where the optimising compiler is not at work.
    private static int layers(int qubits) {
        return qubits < Schedule.WHOLE ? 2 : 1;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void expectations(String name, ParameterizedCircuit circuit, CompiledObservable observable) {
        CompiledCircuit compiled = CompiledCircuit.compileFull(circuit);
        for (Precision precision : Precision.values()) {
            try (var simulator = new StatevectorSimulator(1 << 24, 1, precision)) {
                assertThat(perEvaluation(circuit, at -> simulator.expectation(compiled, at, observable)))
                        .as("%s", precision)
                        .isLessThan(SMALL_OBJECTS);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void gradients(String name, ParameterizedCircuit circuit, CompiledObservable observable) {
        CompiledCircuit compiled = CompiledCircuit.compileFull(circuit);
        long result = (long) Double.BYTES * circuit.parameters().size();
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            assertThat(perEvaluation(circuit, at -> simulator.gradient(compiled, at, observable)))
                    .isLessThan(result + SMALL_OBJECTS);
        }
    }

    /// States of one number of ones, whose energies and phases are tables.
    @Test
    void exchangesOfOnes() {
        for (int n : new int[] {6, 12}) {
            ParameterizedCircuit circuit = WeightCircuits.qaoa(Circuits.randomIsing(n, 1), 3, 2, true);
            CompiledCircuit compiled = CompiledCircuit.compile(circuit);
            assertThat(compiled.subspace()).isPresent();
            CompiledObservable observable =
                    CompiledObservable.compile(Circuits.randomIsing(n, 2).toPauliSum());
            long result = (long) Double.BYTES * circuit.parameters().size();
            try (var simulator = new StatevectorSimulator(1 << 24)) {
                assertThat(perEvaluation(circuit, at -> simulator.expectation(compiled, at, observable)))
                        .isLessThan(SMALL_OBJECTS);
                assertThat(perEvaluation(circuit, at -> simulator.gradient(compiled, at, observable)))
                        .isLessThan(result + SMALL_OBJECTS);
            }
        }
    }

    @Test
    void onTwoThreads() {
        ParameterizedCircuit circuit = Circuits.rotationsAndRings(17, 2);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        CompiledObservable observable = CompiledObservable.compile(Circuits.transverseIsing(17, 2, 1));
        try (var simulator = new StatevectorSimulator(1 << 24, 2)) {
            // Waiting for work, java.util.concurrent makes an object or two each time.
            assertThat(perEvaluation(circuit, at -> simulator.gradient(compiled, at, observable)))
                    .isLessThan(8 * SMALL_OBJECTS);
        }
    }

    @Test
    void batches() {
        int many = 50;
        ParameterizedCircuit circuit = Circuits.rotationsAndRings(8, 2);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        CompiledObservable observable = CompiledObservable.compile(Circuits.transverseIsing(8, 0, 1));
        List<RealVector> batch = vectors(circuit, many);
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            assertThat(perEvaluation(circuit, _ -> simulator.expectations(compiled, batch, observable)) / many)
                    .isLessThan(SMALL_OBJECTS);
        }
    }

    /// Eight outcomes at most. What is allocated for a hundred thousand shots is what sorting them takes.
    @Test
    void samples() {
        ParameterizedCircuit circuit = Circuits.qaoa(Circuits.randomIsing(3, 1), 2);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            assertThat(perEvaluation(circuit, at -> simulator.sample(compiled, at, 100_000, 1)))
                    .isLessThan(65_536);
        }
    }

    @FunctionalInterface
    private interface Evaluation {
        void at(RealVector parameters);
    }

    /// Of the second time that the vectors come.
    private static long perEvaluation(ParameterizedCircuit circuit, Evaluation evaluation) {
        List<RealVector> vectors = vectors(circuit, VECTORS);
        vectors.forEach(evaluation::at);
        long[] threads = threads();
        long before = allocated(threads);
        for (int k = 0; k < VECTORS; k++) {
            evaluation.at(vectors.get(k));
        }
        return (allocated(threads) - before) / VECTORS;
    }

    private static List<RealVector> vectors(ParameterizedCircuit circuit, int count) {
        var random = new Random(1);
        var vectors = new ArrayList<RealVector>();
        for (int k = 0; k < count; k++) {
            vectors.add(RealVector.of(random.doubles(circuit.parameters().size(), -4, 4)
                    .map(angle -> random.nextInt(5) == 0 ? Math.PI + angle / 1000 : angle)
                    .toArray()));
        }
        return vectors;
    }

    /// This one and the helpers of simulators.
    private static long[] threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.equals(Thread.currentThread())
                        || thread.getName().startsWith("simulator-"))
                .mapToLong(Thread::threadId)
                .toArray();
    }

    private static long allocated(long[] threads) {
        long sum = 0;
        for (long thread : threads) {
            sum += THREADS.getThreadAllocatedBytes(thread);
        }
        return sum;
    }
}
