package io.ketstream.circuit.ansatz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.circuit.testing.States;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.IsingHamiltonian.Coupling;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.IsingProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.simulator.Statevector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmStartTest {

    private static final Ansatz.Qaoa ONE_LAYER = new Ansatz.Qaoa(1, Mixer.WARM_START);

    /// The sign of β and of the angles: the start is an eigenstate of the mixer, and its lowest.
    @ParameterizedTest
    @ValueSource(doubles = {-1.1, 0.3, 2.0})
    void theMixerKeepsTheStart(double beta) {
        Formulation formulation = random(5, 3);
        ParameterizedCircuit circuit = QaoaCircuit.of(formulation, ONE_LAYER);
        Statevector start = States.of(circuit, 0, 0);
        Statevector mixed = States.of(circuit, 0, beta);
        double re = 0;
        double im = 0;
        for (int k = 0; k < start.size(); k++) {
            re += start.real(k) * mixed.real(k) + start.imaginary(k) * mixed.imaginary(k);
            im += start.real(k) * mixed.imaginary(k) - start.imaginary(k) * mixed.real(k);
        }
        assertThat(Math.hypot(re, im)).isCloseTo(1, within(1e-13));
        // exp(−iβB) on the state of lowest B, −1 a qubit
        double phase = 5 * beta;
        assertThat(re).isCloseTo(Math.cos(phase), within(1e-12));
        assertThat(im).isCloseTo(Math.sin(phase), within(1e-12));
    }

    @Test
    void aQubitReadsOneAsOftenAsTheRelaxedProblemSays() {
        // a spin alone: z = −1 for a positive field, kept a quarter away from certainty
        Formulation formulation = formulation(List.of(), 0.7, -0.2, 0);
        Statevector start = States.of(QaoaCircuit.of(formulation, ONE_LAYER), 0, 0);
        double[] ones = new double[3];
        for (int k = 0; k < start.size(); k++) {
            for (int qubit = 0; qubit < 3; qubit++) {
                ones[qubit] += (k >>> qubit & 1) * start.probability(k);
            }
        }
        assertThat(ones[0]).isCloseTo(0.75, within(1e-14));
        assertThat(ones[1]).isCloseTo(0.25, within(1e-14));
        assertThat(ones[2]).isCloseTo(0.5, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theRelaxedMinimumIsABoundThatNoOtherPlaceInTheBoxGoesBelow(long seed) {
        IsingHamiltonian cost = Objects.requireNonNull(random(8, seed).ising());
        double curvature = curvature(cost);
        double[] minimum = BoxRelaxation.minimum(cost);
        double lowest = relaxed(cost, curvature, minimum);
        var random = new Random(seed);
        for (int trial = 0; trial < 5_000; trial++) {
            double[] place = new double[8];
            for (int i = 0; i < 8; i++) {
                place[i] = trial % 2 == 0
                        ? Math.clamp(minimum[i] + 0.05 * random.nextGaussian(), -1, 1)
                        : 2 * random.nextDouble() - 1;
            }
            assertThat(relaxed(cost, curvature, place)).isGreaterThan(lowest - 1e-9);
        }
        for (int bits = 0; bits < 1 << 8; bits++) {
            int corner = bits;
            double[] place = IntStream.range(0, 8)
                    .mapToDouble(i -> 1 - 2 * (corner >>> i & 1))
                    .toArray();
            assertThat(relaxed(cost, curvature, place)).isCloseTo(cost.energy(bits), within(1e-9));
            assertThat(cost.energy(bits)).isGreaterThan(lowest - 1e-9);
        }
    }

    /// Without fields the lowest eigenvector says which spins differ.
    @Test
    void anAntiferromagneticChainAlternates() {
        var couplings = new ArrayList<Coupling>();
        for (int i = 0; i < 5; i++) {
            couplings.add(new Coupling(i, i + 1, 250));
        }
        double[] spins = BoxRelaxation.minimum(new IsingHamiltonian(RealVector.zeros(6), couplings, 0));
        for (int i = 0; i < 5; i++) {
            assertThat(spins[i] * spins[i + 1]).isNegative();
        }
        assertThat(IntStream.range(0, 6).mapToDouble(i -> Math.abs(spins[i])).max())
                .hasValueCloseTo(1.0, within(1e-9));
    }

    @Test
    void nothingIsKnownOfAConstant() {
        assertThat(BoxRelaxation.minimum(new IsingHamiltonian(RealVector.zeros(3), List.of(), 4)))
                .containsOnly(0);
    }

    /// What it is for: few layers with the same ramp come lower, in the mean over instances.
    @Test
    void twoLayersOfARampComeLowerThanFromTheUniformState() {
        double warm = 0;
        double cold = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Formulation formulation = random(9, seed);
            IsingHamiltonian ising = Objects.requireNonNull(formulation.ising());
            double lowest =
                    IntStream.range(0, 1 << 9).mapToDouble(ising::energy).min().orElseThrow();
            warm += States.energy(
                            QaoaCircuit.of(formulation, new Ansatz.Qaoa(2, Mixer.WARM_START)),
                            formulation.cost(),
                            0.3,
                            0.6,
                            0.6,
                            0.3)
                    / lowest;
            cold += States.energy(
                            QaoaCircuit.of(formulation, new Ansatz.Qaoa(2, Mixer.X)),
                            formulation.cost(),
                            0.3,
                            0.6,
                            -0.6,
                            -0.3)
                    / lowest;
        }
        assertThat(warm / 20).isGreaterThan(cold / 20 + 0.1);
    }

    @Test
    void onlyAQuadraticCostCanBeRelaxed() {
        var cubic = new HamiltonianProblem(3, List.of(new HamiltonianProblem.Term("ZZZ", 1)));
        Formulation formulation = Formulator.formulate(cubic, ONE_LAYER);
        assertThatThrownBy(() -> QaoaCircuit.of(formulation, ONE_LAYER))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("ansatz.mixer");
    }

    private static double relaxed(IsingHamiltonian cost, double curvature, double[] z) {
        double energy = cost.offset();
        double squares = 0;
        for (int i = 0; i < z.length; i++) {
            energy += cost.h().get(i) * z[i];
            squares += z[i] * z[i];
        }
        for (Coupling pair : cost.couplings()) {
            energy += pair.weight() * z[pair.i()] * z[pair.j()];
        }
        return energy + curvature / 2 * (squares - z.length);
    }

    /// Minus the lowest eigenvalue of the couplings, by power iteration on what is left of a bound on the largest.
    private static double curvature(IsingHamiltonian cost) {
        int n = cost.spins();
        double bound = 0;
        for (Coupling pair : cost.couplings()) {
            bound += Math.abs(pair.weight());
        }
        double[] vector = new Random(1).doubles(n, -1, 1).toArray();
        double shifted = 0;
        for (int step = 0; step < 20_000; step++) {
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                next[i] = bound * vector[i];
            }
            for (Coupling pair : cost.couplings()) {
                next[pair.i()] -= pair.weight() * vector[pair.j()];
                next[pair.j()] -= pair.weight() * vector[pair.i()];
            }
            double norm = Math.sqrt(
                    IntStream.range(0, n).mapToDouble(i -> next[i] * next[i]).sum());
            for (int i = 0; i < n; i++) {
                vector[i] = next[i] / norm;
            }
            shifted = norm;
        }
        return shifted - bound;
    }

    private static Formulation random(int spins, long seed) {
        var random = new Random(seed);
        var couplings = new ArrayList<Interaction>();
        for (int i = 0; i < spins; i++) {
            for (int j = i + 1; j < spins; j++) {
                if (random.nextDouble() < 0.7) {
                    couplings.add(new Interaction(i, j, random.nextGaussian()));
                }
            }
        }
        return formulation(
                couplings,
                IntStream.range(0, spins)
                        .mapToDouble(i -> 0.5 * random.nextGaussian())
                        .toArray());
    }

    private static Formulation formulation(List<Interaction> couplings, double... fields) {
        return Formulator.formulate(new IsingProblem(fields.length, RealVector.of(fields), couplings, 0), ONE_LAYER);
    }
}
