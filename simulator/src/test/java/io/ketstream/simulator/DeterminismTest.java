package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same bits whatever the number of threads: seventeen qubits are enough for work to be split.
class DeterminismTest {

    private static final int QUBITS = 17;

    private record Results(double expectation, Estimate estimate, Gradient gradient, BasisCounts samples, long state) {}

    @Test
    void oneTwoAndThreeThreadsGiveTheSameBits() {
        List<Results> random =
                resultsFor(Circuits.random(QUBITS, 60, 3, 21), Circuits.randomObservable(QUBITS, 8, "IXYZ", 5));
        assertThat(random.get(1)).isEqualTo(random.get(0));
        assertThat(random.get(2)).isEqualTo(random.get(0));

        IsingHamiltonian ising = Circuits.randomIsing(QUBITS, 4);
        List<Results> qaoa = resultsFor(Circuits.qaoa(ising, 2), Circuits.randomObservable(QUBITS, 8, "IZ", 5));
        assertThat(qaoa.get(1)).isEqualTo(qaoa.get(0));
        assertThat(qaoa.get(2)).isEqualTo(qaoa.get(0));

        List<Results> layers =
                resultsFor(Circuits.rotationsAndRings(QUBITS, 2), Circuits.transverseIsing(QUBITS, 2, 5));
        assertThat(layers.get(1)).isEqualTo(layers.get(0));
        assertThat(layers.get(2)).isEqualTo(layers.get(0));
    }

    private static List<Results> resultsFor(ParameterizedCircuit circuit, PauliSum sum) {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        CompiledObservable observable = CompiledObservable.compile(sum);
        RealVector parameters = Circuits.randomParameters(circuit.parameters().size(), 6);
        var results = new ArrayList<Results>();
        for (int threads = 1; threads <= 3; threads++) {
            try (var simulator = new StatevectorSimulator(1 << 24, threads)) {
                Statevector state = simulator.run(compiled, parameters);
                results.add(new Results(
                        simulator.expectation(state, observable),
                        simulator.estimate(state, observable),
                        simulator.gradient(compiled, parameters, observable),
                        simulator.sample(state, 2000, 77),
                        31L * Arrays.hashCode(state.re) + Arrays.hashCode(state.im)));
            }
        }
        return results;
    }

    @Test
    void aReusedStateGivesTheSameBitsAsANewOne() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(6, 100, 2, 9));
        RealVector parameters = Circuits.randomParameters(2, 9);
        try (var simulator = new StatevectorSimulator(1 << 20)) {
            Statevector fresh = simulator.run(compiled, parameters);
            Statevector reused = simulator.run(CompiledCircuit.compile(Circuits.random(6, 50, 0, 1)), RealVector.of());
            simulator.run(compiled, parameters, reused);
            assertThat(reused.re).containsExactly(fresh.re);
            assertThat(reused.im).containsExactly(fresh.im);
        }
    }

    /// Golden values: if these change, stored runs no longer replay, and [StatevectorSimulator#ENGINE] must
    /// change too.
    @Test
    void theRandomGeneratorIsSplitMix64() {
        // The first outputs for seed 1234567 in the reference implementation's published test vector.
        var random = new SplitMix64(1234567);
        assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
        assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
        assertThat(Seeds.derive(1, 0)).isNotEqualTo(Seeds.derive(1, 1)).isNotEqualTo(Seeds.derive(2, 0));
    }
}
