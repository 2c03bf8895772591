package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

    /// Observables have at most 40 terms of order 1, so values of order 10 with rounding of 1e-15 each.
    private static final double ROUNDING = 1e-11;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 28);

    @ParameterizedTest
    @CsvSource({
        "1, 4, IXYZ",
        "2, 10, IXYZ",
        "3, 40, IXYZ",
        "5, 40, IXYZ",
        "6, 40, IX",
        "6, 40, IZ",
        "6, 40, IY",
        "6, 3, XY"
    })
    void expectationAndVarianceMatchTheDenseReference(int qubits, int terms, String letters) {
        for (long seed = 0; seed < 5; seed++) {
            ParameterizedCircuit circuit = Circuits.random(qubits, 60, 2, seed);
            RealVector parameters = Circuits.randomParameters(2, seed);
            PauliSum observable = Circuits.randomObservable(qubits, terms, letters, seed);
            var state = DenseReference.run(circuit, parameters);
            var applied = DenseReference.apply(observable, state);
            double expectation = DenseReference.inner(state, applied).re();
            double square = DenseReference.inner(applied, applied).re();

            Estimate estimate = simulator.estimate(
                    CompiledCircuit.compile(circuit), parameters, CompiledObservable.compile(observable));
            assertThat(estimate.expectation()).as("seed %d", seed).isCloseTo(expectation, within(ROUNDING));
            assertThat(estimate.variance())
                    .as("seed %d", seed)
                    .isCloseTo(square - expectation * expectation, within(ROUNDING * 10));
        }
    }

    @Test
    void groupsOfManyTermsAcrossSeveralBlocksMatchSingleTerms() {
        // 14 qubits: four blocks of 2^12, and groups large enough for the transform.
        ParameterizedCircuit circuit = Circuits.random(14, 150, 2, 3);
        Statevector state = simulator.run(CompiledCircuit.compile(circuit), Circuits.randomParameters(2, 3));
        PauliSum many = Circuits.randomObservable(14, 60, "ZZZI", 4);
        var flipping = new ArrayList<>(many.terms());
        // The same flips for all: X where the first string has a letter on three chosen qubits.
        many.terms().forEach(term -> {
            var label = new StringBuilder(term.pauli().label());
            for (int position : new int[] {0, 5, 13}) {
                label.setCharAt(position, label.charAt(position) == 'Z' ? 'Y' : 'X');
            }
            flipping.add(new PauliSum.Term(new PauliString(label.toString()), term.coefficient()));
        });
        double single = 0;
        for (PauliSum.Term term : flipping) {
            single += term.coefficient()
                    * simulator.expectation(state, CompiledObservable.compile(PauliSum.of(term.pauli())));
        }
        CompiledObservable observable = CompiledObservable.compile(new PauliSum(14, flipping));
        assertThat(simulator.expectation(state, observable)).isCloseTo(single, within(ROUNDING));

        // ⟨ψ|Hψ⟩ through the applied state, which gradients use.
        Statevector applied = Expectations.applied(observable, state, new Workers(1));
        double inner = 0;
        for (int b = 0; b < state.size(); b++) {
            inner += state.re[b] * applied.re[b] + state.im[b] * applied.im[b];
        }
        assertThat(inner).isCloseTo(single, within(ROUNDING));
    }

    /// Up to thirteen qubits are one tile; eighteen are many, where no tile has all qubits.
    @ParameterizedTest
    @CsvSource({"9, 0", "9, 3", "14, 0", "14, 3", "18, 0", "18, 3"})
    void termsOfTheUsualKindsMatchTheAppliedState(int qubits, int others) {
        PauliSum sum = Circuits.transverseIsing(qubits, others, 5);
        CompiledObservable observable = CompiledObservable.compile(sum);
        Statevector state =
                simulator.run(CompiledCircuit.compile(Circuits.random(qubits, 150, 2, 3)), RealVector.of(0.3, 1));
        var applied = new Statevector(qubits);
        double expectation = simulator.expectation(state, observable);
        assertThat(Expectations.apply(observable, state, applied, new Workers(1)))
                .isEqualTo(expectation);
        double inner = 0;
        for (int b = 0; b < state.size(); b++) {
            inner += state.re[b] * applied.re[b] + state.im[b] * applied.im[b];
        }
        assertThat(expectation).isCloseTo(inner, within(ROUNDING * 10));
    }

    @Test
    void diagonalEnergiesAreThoseOfTheIsingModel() {
        for (int spins : new int[] {1, 3, 9, 24}) {
            IsingHamiltonian ising = Circuits.randomIsing(spins, spins);
            DiagonalEnergies energies = DiagonalEnergies.of(ising.toPauliSum());
            for (long b = 0; b < Math.min(512, 1L << spins); b++) {
                long state = b * 2654435761L & ((1L << spins) - 1);
                assertThat(energies.energy(state)).isCloseTo(ising.energy(state), within(ROUNDING));
            }
        }
    }

    @Test
    void energiesRefuseWhatIsNotDiagonal() {
        assertThatThrownBy(() -> DiagonalEnergies.of(Circuits.randomObservable(3, 4, "X", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("diagonal");
        DiagonalEnergies energies =
                DiagonalEnergies.of(Circuits.randomIsing(3, 1).toPauliSum());
        assertThatThrownBy(() -> energies.energy(8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNegativeRampOfThirtyLayersReachesNineTenthsOfTheMinimum() {
        // DESIGN.md: |+> is the top state of the mixer, so schedules that minimise have negative β.
        int layers = 30;
        for (long seed = 1; seed <= 4; seed++) {
            IsingHamiltonian ising = Circuits.randomIsing(10, seed);
            var ramp = new double[2 * layers];
            for (int i = 0; i < layers; i++) {
                ramp[i] = (i + 1.0) / layers * 0.6;
                ramp[layers + i] = -(1 - (double) i / layers) * 0.6;
            }
            double minimum = Double.POSITIVE_INFINITY;
            for (long b = 0; b < 1 << 10; b++) {
                minimum = Math.min(minimum, ising.energy(b) - ising.offset());
            }
            double reached = simulator.expectation(
                            CompiledCircuit.compile(Circuits.qaoa(ising, layers)),
                            RealVector.of(ramp),
                            CompiledObservable.compile(ising.toPauliSum()))
                    - ising.offset();
            assertThat(reached / minimum).as("seed %d", seed).isBetween(0.9, 1.0);
        }
    }

    @Test
    void refusesWrongSizesAndWhatDoesNotFitBeforeAllocating() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(20, 10, 1, 1));
        try (var small = new StatevectorSimulator(compiled.stateBytes() - 1)) {
            assertThatThrownBy(() -> small.run(compiled, RealVector.of(1)))
                    .isInstanceOf(CircuitTooLargeException.class)
                    .hasMessageContaining("20 qubits")
                    .hasMessageContaining(Long.toString(compiled.stateBytes()));
        }
        assertThatThrownBy(() -> simulator.run(compiled, RealVector.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 parameters, not 0");
        // gates join all of the first, and parts of the second
        assertThatThrownBy(() -> CompiledCircuit.compile(Circuits.random(31, 1000, 1, 1)))
                .isInstanceOf(CircuitTooLargeException.class);
        CompiledCircuit parts = CompiledCircuit.compile(Circuits.random(31, 10, 1, 1));
        assertThatThrownBy(() -> simulator.run(parts, RealVector.of(1))).isInstanceOf(CircuitTooLargeException.class);
        assertThatThrownBy(() -> simulator.expectation(
                        compiled,
                        RealVector.of(1),
                        CompiledObservable.compile(Circuits.randomObservable(3, 1, "Z", 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
