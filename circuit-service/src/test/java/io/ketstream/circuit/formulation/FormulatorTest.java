package io.ketstream.circuit.formulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.IsingProblem;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.problem.QuboProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Energies against the user's objective, for every assignment of random instances.
class FormulatorTest {

    private static final Ansatz FREE = new Ansatz.Qaoa(1, Mixer.X);
    private static final Ansatz KEEPING = new Ansatz.Qaoa(1, Mixer.XY_RING);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void maxCutEnergyIsMinusTheCut(long seed) {
        var random = new Random(seed);
        List<Interaction> edges = pairs(7, random, true);
        agrees(new MaxCutProblem(7, edges), FREE, bits -> {
            double cut = 0;
            for (Interaction edge : edges) {
                cut += bit(bits, edge.i()) != bit(bits, edge.j()) ? edge.weight() : 0;
            }
            return cut;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void quboEnergyIsTheObjectiveWithItsOffset(long seed) {
        var random = new Random(seed);
        List<Interaction> quadratic = pairs(7, random, false);
        RealVector linear = vector(7, random);
        agrees(new QuboProblem(7, linear, quadratic, 3.25), FREE, bits -> {
            double value = 3.25;
            for (int i = 0; i < 7; i++) {
                value += linear.get(i) * bit(bits, i);
            }
            for (Interaction pair : quadratic) {
                value += pair.weight() * bit(bits, pair.i()) * bit(bits, pair.j());
            }
            return value;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isingEnergyIsTheObjective(long seed) {
        var random = new Random(seed);
        List<Interaction> couplings = pairs(6, random, false);
        RealVector h = vector(6, random);
        agrees(new IsingProblem(6, h, couplings, -1.5), FREE, bits -> {
            double value = -1.5;
            for (int i = 0; i < 6; i++) {
                value += h.get(i) * (1 - 2 * bit(bits, i));
            }
            for (Interaction pair : couplings) {
                value += pair.weight() * (1 - 2 * bit(bits, pair.i())) * (1 - 2 * bit(bits, pair.j()));
            }
            return value;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void portfolioEnergyIsTheObjectiveWhereTheAnsatzKeepsTheCardinality(long seed) {
        PortfolioProblem problem = portfolio(7, 3, seed, 1);
        agrees(problem, KEEPING, bits -> objective(problem, bits));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePenaltyLiftsEveryInfeasibleAssignmentAboveEveryFeasibleOne(long seed) {
        for (int cardinality = 1; cardinality < 8; cardinality++) {
            PortfolioProblem problem = portfolio(8, cardinality, seed, 1e-3);
            Formulation formulation = Formulator.formulate(problem, FREE);
            double highestFeasible = Double.NEGATIVE_INFINITY;
            double lowestInfeasible = Double.POSITIVE_INFINITY;
            for (long bits = 0; bits < 1 << 8; bits++) {
                double energy = ising(formulation).energy(bits);
                if (Long.bitCount(bits) == cardinality) {
                    // the penalty's pieces cancel to a few roundings of λK²
                    assertThat(energy).isCloseTo(objective(problem, bits), within(1e-12));
                    highestFeasible = Math.max(highestFeasible, energy);
                } else {
                    lowestInfeasible = Math.min(lowestInfeasible, energy);
                }
            }
            assertThat(lowestInfeasible)
                    .as("seed %d, K = %d", seed, cardinality)
                    .isGreaterThan(highestFeasible);
        }
    }

    @Test
    void aPortfolioWithoutAnyDifferenceStillHasAPenalty() {
        var problem = new PortfolioProblem(
                List.of("A", "B", "C"), RealVector.zeros(3), RealMatrix.of(new double[3][3]), null, null, 1, 1);
        IsingHamiltonian ising = ising(Formulator.formulate(problem, FREE));
        assertThat(ising.energy(0b001)).isEqualTo(0);
        assertThat(ising.energy(0b011)).isPositive();
        assertThat(ising.energy(0)).isPositive();
    }

    @Test
    void aDiagonalQuadraticHamiltonianIsRecognisedAsIsing() {
        var problem = new HamiltonianProblem(
                3,
                List.of(
                        new HamiltonianProblem.Term("III", 0.5),
                        new HamiltonianProblem.Term("IIZ", -1),
                        new HamiltonianProblem.Term("ZIZ", 2)));
        IsingHamiltonian ising = ising(Formulator.formulate(problem, FREE));
        assertThat(ising.h()).isEqualTo(RealVector.of(-1, 0, 0));
        assertThat(ising.couplings()).containsExactly(new IsingHamiltonian.Coupling(0, 2, 2));
        assertThat(ising.offset()).isEqualTo(0.5);
    }

    @Test
    void aHamiltonianOfHigherOrderOrWithOtherLettersHasNoIsingForm() {
        for (String pauli : List.of("ZZZ", "IXI")) {
            var problem = new HamiltonianProblem(3, List.of(new HamiltonianProblem.Term(pauli, 1)));
            assertThat(Formulator.formulate(problem, FREE).ising()).isNull();
        }
    }

    /// The user's objective, from both the Ising form and the Pauli sum.
    private static void agrees(Problem problem, Ansatz ansatz, LongToDoubleFunction objective) {
        Formulation formulation = Formulator.formulate(problem, ansatz);
        for (long bits = 0; bits < 1L << problem.size(); bits++) {
            double expected = objective.applyAsDouble(bits);
            // values of order 1 to 100, a few dozen additions
            assertThat(problem.sense().flip(ising(formulation).energy(bits))).isCloseTo(expected, within(1e-11));
            assertThat(problem.sense().flip(energy(formulation.cost(), bits))).isCloseTo(expected, within(1e-11));
        }
    }

    private static double energy(PauliSum cost, long bits) {
        double energy = 0;
        for (PauliSum.Term term : cost.terms()) {
            boolean odd = (Long.bitCount(bits & term.pauli().zMask()) & 1) == 1;
            energy += odd ? -term.coefficient() : term.coefficient();
        }
        return energy;
    }

    private static double objective(PortfolioProblem problem, long bits) {
        RealMatrix covariance = Objects.requireNonNull(problem.covariance());
        RealVector returns = Objects.requireNonNull(problem.expectedReturns());
        double value = 0;
        for (int i = 0; i < problem.size(); i++) {
            value -= returns.get(i) * bit(bits, i);
            for (int j = 0; j < problem.size(); j++) {
                value += problem.riskAversion() * covariance.get(i, j) * bit(bits, i) * bit(bits, j);
            }
        }
        return value;
    }

    private static PortfolioProblem portfolio(int assets, int cardinality, long seed, double unit) {
        var random = new Random(seed);
        double[][] factors = new double[assets][assets];
        for (double[] row : factors) {
            for (int k = 0; k < assets; k++) {
                row[k] = random.nextGaussian();
            }
        }
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                for (int k = 0; k < assets; k++) {
                    covariance[i][j] += unit * factors[i][k] * factors[j][k];
                }
            }
        }
        double[] returns = random.doubles(assets, -3 * unit, 5 * unit).toArray();
        return new PortfolioProblem(
                IntStream.range(0, assets).mapToObj(i -> "S" + i).toList(),
                RealVector.of(returns),
                RealMatrix.of(covariance),
                null,
                null,
                0.7,
                cardinality);
    }

    private static List<Interaction> pairs(int size, RandomGenerator random, boolean anyOrder) {
        var pairs = new ArrayList<Interaction>();
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (random.nextDouble() < 0.6) {
                    boolean swap = anyOrder && random.nextBoolean();
                    pairs.add(new Interaction(swap ? j : i, swap ? i : j, random.nextGaussian()));
                }
            }
        }
        return pairs;
    }

    private static RealVector vector(int size, RandomGenerator random) {
        return RealVector.of(
                IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray());
    }

    private static IsingHamiltonian ising(Formulation formulation) {
        return Objects.requireNonNull(formulation.ising());
    }

    private static int bit(long bits, int index) {
        return (int) (bits >>> index & 1);
    }
}
