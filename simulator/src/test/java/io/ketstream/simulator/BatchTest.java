package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many vectors of parameters in one call.
class BatchTest {

    private static final long MEMORY = 1 << 26;

    /// Of twelve qubits: each is worth handing over.
    private static final int AMPLITUDES = 1 << 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theBitsAreThoseOfSingleCalls(int threads) {
        for (int qubits : new int[] {3, 9, 16}) {
            ParameterizedCircuit circuit = Circuits.qaoa(Circuits.randomIsing(qubits, 1), 2);
            CompiledCircuit compiled = CompiledCircuit.compile(circuit);
            CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(qubits, 9, "IXYZ", 2));
            List<RealVector> points = IntStream.range(0, qubits == 16 ? 3 : 50)
                    .mapToObj(k -> Circuits.randomParameters(4, k))
                    .toList();
            try (var simulator = new StatevectorSimulator(MEMORY, threads);
                    var single = new StatevectorSimulator(MEMORY)) {
                double[] expected = points.stream()
                        .mapToDouble(point -> single.expectation(compiled, point, observable))
                        .toArray();
                assertThat(simulator.expectations(compiled, points, observable)).containsExactly(expected);
            }
        }
    }

    @Test
    void everyTaskRunsOnceAndNoMoreAtATimeThanMemoryAllows() {
        try (var simulator = new StatevectorSimulator(MEMORY, 4)) {
            var runs = new AtomicIntegerArray(1000);
            var now = new AtomicInteger();
            var most = new AtomicInteger();
            simulator.forEach(AMPLITUDES, 1000, MEMORY / 2, (_, k) -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                runs.incrementAndGet(k);
                now.decrementAndGet();
            });
            assertThat(IntStream.range(0, 1000).map(runs::get)).containsOnly(1);
            assertThat(most.get()).isBetween(1, 2);
        }
    }

    @Test
    void tasksGoSideBySide() throws InterruptedException {
        var bothRun = new CountDownLatch(2);
        var threads = ConcurrentHashMap.newKeySet();
        try (var simulator = new StatevectorSimulator(MEMORY, 2)) {
            simulator.forEach(AMPLITUDES, 2, 1000, (_, _) -> {
                threads.add(Thread.currentThread());
                bothRun.countDown();
                try {
                    assertThat(bothRun.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(threads).hasSize(2);
    }

    /// A caller that finds all helpers busy computes alone, also when it is a helper itself.
    @Test
    void aTaskMayUseTheSimulatorThatRunsIt() {
        CompiledCircuit large = CompiledCircuit.compile(Circuits.random(16, 30, 1, 2));
        CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(16, 3, "IXZ", 2));
        try (var simulator = new StatevectorSimulator(MEMORY, 3)) {
            double expected = simulator.expectation(large, RealVector.of(0.3), observable);
            simulator.forEach(
                    AMPLITUDES,
                    12,
                    1000,
                    (_, _) -> assertThat(simulator.expectation(large, RealVector.of(0.3), observable))
                            .isEqualTo(expected));
        }
    }

    @Test
    void aFailureReachesTheCallerAsItIsAndTheSimulatorStaysUsable() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(4, 10, 1, 1));
        CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(4, 3, "IXZ", 2));
        try (var simulator = new StatevectorSimulator(MEMORY, 2)) {
            for (int bad : new int[] {0, 57, 99}) {
                assertThatThrownBy(() -> simulator.forEach(AMPLITUDES, 100, 1000, (_, k) -> {
                            if (k == bad) {
                                throw new UnsupportedOperationException("number " + k);
                            }
                        }))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage("number " + bad);
            }
            List<RealVector> points = List.of(RealVector.of(1), RealVector.of(1, 2));
            assertThatThrownBy(() -> simulator.expectations(compiled, points, observable))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 parameters, not 2");
            assertThat(simulator.expectations(compiled, List.of(), observable)).isEmpty();
            assertThat(simulator.threads(AMPLITUDES, 100, compiled.memoryBytes(Set.of(Wanted.EXPECTATION))))
                    .isEqualTo(2);
            // Handing them over would take longer than computing them.
            assertThat(simulator.threads(2, 2, 1000)).isEqualTo(1);
        }
    }
}
