package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is allocated, garbage included. One thread, so that all of it is the test's own.
class MemoryTest {

    /// Compiled objects of a small circuit, and arrays that grow.
    private static final long PARTS = 128 << 10;

    /// A tile of 2^14 amplitudes, its phases, and their factors.
    private static final long TILE = 1 << 20;

    private static final int QUBITS = 22;
    private static final long STATE = 16L << QUBITS;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final StatevectorSimulator simulator = new StatevectorSimulator(4 * STATE);

    static Stream<Arguments> workloads() {
        return workloads(QUBITS);
    }

    private static Stream<Arguments> workloads(int qubits) {
        IsingHamiltonian ising = ring(qubits);
        return Stream.of(
                Arguments.of("QAOA", Circuits.qaoa(ising, 1), CompiledObservable.compile(ising.toPauliSum())),
                Arguments.of(
                        "rotations and rings",
                        Circuits.rotationsAndRings(qubits, 1),
                        CompiledObservable.compile(Circuits.transverseIsing(qubits, 0, 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void anEvaluationHoldsOneStateAndTheNextHardlyAllocates(
            String name, ParameterizedCircuit circuit, CompiledObservable observable) {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        RealVector at = Circuits.randomParameters(circuit.parameters().size(), 1);
        long first = allocated(() -> simulator.expectation(compiled, at, observable));
        long second = allocated(() -> simulator.expectation(compiled, at, observable));
        assertThat(first).as("first evaluation").isBetween(STATE, STATE + STATE / 20);
        assertThat(second).as("second evaluation").isLessThan(STATE / 100);
    }

    static Stream<Arguments> sizes() {
        return IntStream.of(4, 8, 12, 14, 16, 17, 18, 20)
                .boxed()
                .flatMap(qubits -> workloads(qubits).map(workload -> Arguments.of(qubits, workload.get())));
    }

    /// Up to 16 qubits there may be a copy where amplitudes change places, above there are tiles.
    @ParameterizedTest(name = "{0} qubits")
    @MethodSource("sizes")
    void whatIsBesideAStateIsBounded(int qubits, Object[] workload) {
        CompiledCircuit compiled = CompiledCircuit.compile((ParameterizedCircuit) workload[1]);
        var observable = (CompiledObservable) workload[2];
        observable.energies().ifPresent(DiagonalEnergies::table);
        RealVector at = Circuits.randomParameters(compiled.numberOfParameters(), 1);
        // Classes are loaded and linked before.
        new StatevectorSimulator(STATE).expectation(compiled, at, observable);
        var fresh = new StatevectorSimulator(STATE);
        long state = compiled.stateBytes();
        long more = allocated(() -> fresh.expectation(compiled, at, observable)) - state;
        assertThat(more).isBetween(0L, PARTS + (qubits <= Schedule.WHOLE ? state : TILE));
    }

    @Test
    void aRepeatedGradientHardlyAllocates() {
        int qubits = 18;
        ParameterizedCircuit circuit = Circuits.rotationsAndRings(qubits, 1);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        CompiledObservable observable = CompiledObservable.compile(Circuits.transverseIsing(qubits, 0, 1));
        RealVector at = Circuits.randomParameters(circuit.parameters().size(), 1);
        long first = allocated(() -> simulator.gradient(compiled, at, observable));
        long second = allocated(() -> simulator.gradient(compiled, at, observable));
        assertThat(first).as("first gradient").isGreaterThan(2 * (16L << qubits));
        assertThat(second).as("second gradient").isLessThan((16L << qubits) / 10);
    }

    private static IsingHamiltonian ring(int qubits) {
        List<IsingHamiltonian.Coupling> couplings = IntStream.range(0, qubits)
                .mapToObj(k -> new IsingHamiltonian.Coupling(
                        Math.min(k, (k + 1) % qubits), Math.max(k, (k + 1) % qubits), 0.3 + 0.01 * k))
                .toList();
        return new IsingHamiltonian(RealVector.of(new double[qubits]), couplings, 0);
    }

    private static long allocated(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
