package io.ketstream.circuit.ansatz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.circuit.testing.States;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.IsingProblem;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Selection;
import io.ketstream.model.testing.ConstrainedPortfolios;
import io.ketstream.simulator.Statevector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QaoaCircuitTest {

    @Test
    void onASingleEdgeTheExpectationHasItsClosedForm() {
        // C = −(1 − ZZ)/2, s = 2 (flips change the energy by 2·½): ⟨C⟩ = −½ − ½ sin(4β) sin(2γsJ)
        Formulation formulation = Formulator.formulate(
                new MaxCutProblem(2, List.of(new Interaction(0, 1, 1))), new Ansatz.Qaoa(1, Mixer.X));
        ParameterizedCircuit circuit = QaoaCircuit.of(formulation, new Ansatz.Qaoa(1, Mixer.X));
        assertThat(QaoaCircuit.scale(formulation, Mixer.X)).isCloseTo(2, within(1e-15));
        double gamma = 0.3;
        double beta = -0.2;
        assertThat(States.energy(circuit, formulation.cost(), gamma, beta))
                .isCloseTo(-0.5 + 0.5 * Math.sin(4 * beta) * Math.sin(2 * gamma), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void layersApplyTheCostFirstAndThenTheMixer(long seed) {
        Formulation formulation = randomIsing(5, 1.0, seed, 37);
        Ansatz.Qaoa ansatz = new Ansatz.Qaoa(2, Mixer.X);
        ParameterizedCircuit circuit = QaoaCircuit.of(formulation, ansatz);
        double[] angles = {0.4, 0.9, -0.7, -0.3};
        Statevector state = States.of(circuit, angles);
        double[] expected = direct(formulation, angles, QaoaCircuit.scale(formulation, Mixer.X));
        for (int index = 0; index < state.size(); index++) {
            assertThat(state.probability(index)).isCloseTo(expected[index], within(1e-13));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 1.0, 1", "10, 1.0, 2", "10, 0.3, 3", "12, 0.5, 4", "9, 1.0, 5", "12, 0.25, 6"})
    void aRampOfThirtyLayersReachesNineTenthsOfTheMinimum(int spins, double density, long seed) {
        // one ramp for dense and sparse instances in any unit: what the cost scale is for
        for (double unit : new double[] {1e-3, 1, 500}) {
            Formulation formulation = randomIsing(spins, density, seed, unit);
            Ansatz.Qaoa ansatz = new Ansatz.Qaoa(30, Mixer.X);
            double reached =
                    States.energy(QaoaCircuit.of(formulation, ansatz), formulation.cost(), ramp(30, 0.75, 0.75));
            assertThat(reached / minimum(ising(formulation), -1)).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "XY_RING, 6, 1",
        "XY_RING, 6, 3",
        "XY_RING, 2, 1",
        "XY_COMPLETE, 6, 2",
        "XY_COMPLETE, 5, 4",
        "XY_RING, 7, 5"
    })
    void xyMixersKeepTheNumberOfOnesAndARampLowersTheEnergy(Mixer mixer, int assets, int cardinality) {
        Formulation formulation = Formulator.formulate(portfolio(assets, cardinality, 11), new Ansatz.Qaoa(1, mixer));
        ParameterizedCircuit circuit = QaoaCircuit.of(formulation, new Ansatz.Qaoa(12, mixer));
        // a qubit of the complete graph has n − 1 partners where one of the ring has 2
        double beta = mixer == Mixer.XY_COMPLETE ? 0.75 * 2 / (assets - 1) : 0.75;
        Statevector state = States.of(circuit, ramp(12, 0.75, beta));
        double mean = 0;
        double feasible = 0;
        for (int index = 0; index < state.size(); index++) {
            if (Integer.bitCount(index) != cardinality) {
                assertThat(state.probability(index)).isLessThan(1e-26);
            } else {
                feasible += ising(formulation).energy(index);
                mean += state.probability(index) * ising(formulation).energy(index);
            }
        }
        long states = IntStream.range(0, state.size())
                .filter(index -> Integer.bitCount(index) == cardinality)
                .count();
        double lowest = minimum(ising(formulation), cardinality);
        double random = feasible / states;
        // at least half of the way from uniform sampling to the optimum
        assertThat((random - mean) / (random - lowest)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @CsvSource({"6, 0 1 2 3 4 5, 2", "5, 0 1 2 3, 1", "7, 1 3 5, 2", "7, 0 2 4 6, 4"})
    void theScaleIsHalfTheRootMeanSquareChangeOfAllMoves(int spins, String first, int ones) {
        // a block, another of what is left up to the last spin, which flips where the first block has not got it
        List<Integer> block =
                Arrays.stream(first.split(" ")).map(Integer::valueOf).toList();
        List<Integer> rest = IntStream.range(0, spins - 1)
                .boxed()
                .filter(i -> !block.contains(i))
                .toList();
        var kept = new ArrayList<Selection.KeptOnes>();
        kept.add(new Selection.KeptOnes(block, ones));
        if (!rest.isEmpty()) {
            kept.add(new Selection.KeptOnes(rest, 1));
        }
        IsingHamiltonian cost = ising(randomIsing(spins, 1.0, 3, 2));
        double squares = 0;
        int moves = 0;
        for (int bits = 0; bits < 1 << spins; bits++) {
            if (isReached(bits, kept)) {
                for (int flip : moves(bits, spins, kept)) {
                    double change = cost.energy(bits ^ flip) - cost.energy(bits);
                    squares += change * change / 4;
                    moves++;
                }
            }
        }
        assertThat(CostScale.forMoves(cost, kept)).isCloseTo(1 / Math.sqrt(squares / moves), within(1e-9));
    }

    private static boolean isReached(int bits, List<Selection.KeptOnes> kept) {
        return kept.stream()
                .allMatch(block -> block.qubits().stream()
                                .filter(qubit -> (bits >>> qubit & 1) == 1)
                                .count()
                        == block.ones());
    }

    /// The spins that each move flips: a one and a zero of a block, or one of no block.
    private static List<Integer> moves(int bits, int spins, List<Selection.KeptOnes> kept) {
        var moves = new ArrayList<Integer>();
        for (int i = 0; i < spins; i++) {
            int spin = i;
            List<Selection.KeptOnes> own =
                    kept.stream().filter(block -> block.qubits().contains(spin)).toList();
            if (own.isEmpty()) {
                moves.add(1 << i);
            } else if ((bits >>> i & 1) == 1) {
                for (int j : own.getFirst().qubits()) {
                    if ((bits >>> j & 1) == 0) {
                        moves.add(1 << i | 1 << j);
                    }
                }
            }
        }
        return moves;
    }

    @ParameterizedTest
    @EnumSource(
            value = Mixer.class,
            names = {"XY_RING", "XY_COMPLETE"})
    void everyStateKeepsTheOnesOfEveryBlockAndReachesAllOfThem(Mixer mixer) {
        for (long seed = 0; seed < 40; seed++) {
            PortfolioProblem problem = ConstrainedPortfolios.random(6, seed);
            Formulation formulation = Formulator.formulate(problem, new Ansatz.Qaoa(1, mixer));
            List<Selection.KeptOnes> kept =
                    Objects.requireNonNull(formulation.selection()).kept();
            ParameterizedCircuit circuit = QaoaCircuit.of(formulation, new Ansatz.Qaoa(2, mixer));
            Statevector start = States.of(circuit, 0, 0, 0, 0);
            Statevector state = States.of(circuit, 0.3, 0.7, -0.5, -0.2);
            double uniform = 1.0
                    / IntStream.range(0, state.size())
                            .filter(bits -> isReached(bits, kept))
                            .count();
            for (int bits = 0; bits < state.size(); bits++) {
                boolean reached = isReached(bits, kept);
                assertThat(start.probability(bits)).isCloseTo(reached ? uniform : 0, within(1e-13));
                if (!reached) {
                    assertThat(state.probability(bits)).isLessThan(1e-26);
                }
            }
        }
    }

    @Test
    void aCostThatIsConstantAtItsWeightIsNotBlownUp() {
        var flat = new PortfolioProblem(
                List.of("A", "B", "C", "D"),
                RealVector.of(0.1, 0.1, 0.1, 0.1),
                RealMatrix.of(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}),
                null,
                null,
                0.3,
                2);
        Formulation formulation = Formulator.formulate(flat, new Ansatz.Qaoa(1, Mixer.XY_RING));
        assertThat(QaoaCircuit.scale(formulation, Mixer.XY_RING)).isEqualTo(1);
    }

    private static double[] direct(Formulation formulation, double[] angles, double scale) {
        int qubits = formulation.cost().qubits();
        int size = 1 << qubits;
        double[] re = new double[size];
        double[] im = new double[size];
        Arrays.fill(re, 1 / Math.sqrt(size));
        int layers = angles.length / 2;
        for (int layer = 0; layer < layers; layer++) {
            for (int s = 0; s < size; s++) {
                double phase = -angles[layer] * scale * ising(formulation).energy(s);
                double turned = re[s] * Math.cos(phase) - im[s] * Math.sin(phase);
                im[s] = re[s] * Math.sin(phase) + im[s] * Math.cos(phase);
                re[s] = turned;
            }
            double cos = Math.cos(angles[layers + layer]);
            double sin = Math.sin(angles[layers + layer]);
            for (int bit = 1; bit < size; bit <<= 1) {
                for (int s = 0; s < size; s++) {
                    int t = s | bit;
                    if (t != s) {
                        // cos − i sin X
                        double aRe = re[s];
                        double aIm = im[s];
                        re[s] = cos * aRe + sin * im[t];
                        im[s] = cos * aIm - sin * re[t];
                        re[t] = cos * re[t] + sin * aIm;
                        im[t] = cos * im[t] - sin * aRe;
                    }
                }
            }
        }
        double[] probabilities = new double[size];
        for (int s = 0; s < size; s++) {
            probabilities[s] = re[s] * re[s] + im[s] * im[s];
        }
        return probabilities;
    }

    /// γ rises, −β falls.
    private static double[] ramp(int layers, double gamma, double beta) {
        double[] angles = new double[2 * layers];
        for (int i = 0; i < layers; i++) {
            angles[i] = gamma * (i + 1) / layers;
            angles[layers + i] = -beta * (1 - (double) i / layers);
        }
        return angles;
    }

    /// The lowest energy, among the states with `ones` ones where that is not negative.
    private static double minimum(IsingHamiltonian ising, int ones) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 1 << ising.spins(); bits++) {
            if (ones < 0 || Integer.bitCount(bits) == ones) {
                lowest = Math.min(lowest, ising.energy(bits));
            }
        }
        return lowest;
    }

    private static Formulation randomIsing(int spins, double density, long seed, double unit) {
        var random = new Random(seed);
        var couplings = new ArrayList<Interaction>();
        for (int i = 0; i < spins; i++) {
            for (int j = i + 1; j < spins; j++) {
                if (random.nextDouble() < density) {
                    couplings.add(new Interaction(i, j, unit * random.nextGaussian()));
                }
            }
        }
        double[] h = IntStream.range(0, spins)
                .mapToDouble(i -> unit * 0.5 * random.nextGaussian())
                .toArray();
        return Formulator.formulate(
                new IsingProblem(spins, RealVector.of(h), couplings, 0), new Ansatz.Qaoa(1, Mixer.X));
    }

    private static PortfolioProblem portfolio(int assets, int cardinality, long seed) {
        var random = new Random(seed);
        double[][] covariance = new double[assets][assets];
        double[] exposure = random.doubles(assets, 0.5, 1.5).toArray();
        double[] returns = new double[assets];
        for (int i = 0; i < assets; i++) {
            returns[i] = 1e-3 * random.nextGaussian();
            for (int j = 0; j < assets; j++) {
                covariance[i][j] = 1e-3 * exposure[i] * exposure[j] + (i == j ? 1e-3 * (1 + random.nextDouble()) : 0);
            }
        }
        return new PortfolioProblem(
                IntStream.range(0, assets).mapToObj(i -> "S" + i).toList(),
                RealVector.of(returns),
                RealMatrix.of(covariance),
                null,
                null,
                0.5,
                cardinality);
    }

    private static IsingHamiltonian ising(Formulation formulation) {
        return Objects.requireNonNull(formulation.ising());
    }
}
