package io.ketstream.optimizer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.IsingHamiltonian.Coupling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against plain enumeration of every assignment.
class SpinControlsTest {

    private static final long PLENTY = 1_000_000;

    private record Plain(double least, long optimal, long feasible, double mean, double variance) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void everyExactMethodAgreesWithPlainEnumeration(int seed) {
        var random = new Random(seed);
        int n = 1 + random.nextInt(11);
        // Small integers, so that several assignments are optimal.
        IsingHamiltonian energy = randomEnergy(random, n, seed % 4 == 0 ? 0.3 : 0.9, seed % 2 == 0);
        for (OptionalInt cardinality : cardinalities(n)) {
            Plain plain = plain(energy, cardinality);
            SpinModel model = SpinModel.of(energy);
            byte[] poor = RandomSpins.draw(new MersenneTwister(1), n, cardinality);
            List<SpinOptimum> found = new ArrayList<>();
            found.add(Enumeration.run(model, cardinality));
            if (cardinality.isEmpty()) {
                found.add(
                        Objects.requireNonNull(Elimination.plan(model, PLENTY)).run());
                found.add(BranchAndBound.run(model, poor, PLENTY));
            } else {
                found.add(CardinalityBranchAndBound.run(model, cardinality.getAsInt(), poor, PLENTY));
            }
            for (SpinOptimum optimum : found) {
                String what = "seed " + seed + ", n " + n + ", " + cardinality + ", " + found.indexOf(optimum);
                assertThat(optimum.energy()).as(what).isCloseTo(plain.least(), within(1e-9));
                assertThat(optimum.bound()).as(what).isCloseTo(plain.least(), within(1e-9));
                assertThat(optimum.count()).as(what).isEqualTo((double) plain.optimal());
                assertThat(model.energy(optimum.spins())).as(what).isCloseTo(plain.least(), within(1e-9));
            }
            SpinMoments moments = SpinMoments.of(model, cardinality);
            assertThat(moments.mean()).isCloseTo(plain.mean(), within(1e-9));
            assertThat(moments.variance()).isCloseTo(plain.variance(), within(1e-8));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0.9", "20,0.9", "300,0.9", "20,0.3", "1,0.3"})
    void anInterruptedSearchLeavesARigorousBound(long nodes, double density) {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            IsingHamiltonian energy = randomEnergy(random, 11, density, false);
            SpinModel model = SpinModel.of(energy);
            byte[] poor = new byte[11];
            Arrays.fill(poor, (byte) 1);
            SpinOptimum free = BranchAndBound.run(model, poor, nodes);
            assertThat(free.bound())
                    .isLessThanOrEqualTo(plain(energy, OptionalInt.empty()).least() + 1e-9);

            Arrays.fill(poor, 0, 5, (byte) -1);
            SpinOptimum selected = CardinalityBranchAndBound.run(model, 5, poor, nodes);
            assertThat(selected.bound())
                    .isLessThanOrEqualTo(plain(energy, OptionalInt.of(5)).least() + 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void theHeuristicFindsSmallOptimaAndKeepsToItsBudget(int seed) {
        var random = new Random(seed);
        IsingHamiltonian energy = randomEnergy(random, 10, 0.8, true);
        for (OptionalInt cardinality : cardinalities(10)) {
            var problem = new ControlProblem.Spins(energy, cardinality);
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 500, seed);

            assertThat(heuristic.evaluations()).isLessThanOrEqualTo(500);
            assertThat(heuristic.objective())
                    .isCloseTo(plain(energy, cardinality).least(), within(1e-9));
            assertThat(energy.energy(bits(heuristic.bitString()))).isCloseTo(heuristic.objective(), within(1e-9));
            assertThat(ClassicalControls.heuristic(problem, 500, seed)).isEqualTo(heuristic);
            cardinality.ifPresent(ones ->
                    assertThat(Long.bitCount(bits(heuristic.bitString()))).isEqualTo(ones));
        }
    }

    @Test
    void randomSamplingIsUniformOverTheFeasible() {
        IsingHamiltonian energy = randomEnergy(new Random(4), 9, 0.9, false);
        for (OptionalInt cardinality : cardinalities(9)) {
            Plain plain = plain(energy, cardinality);
            RandomControl random = ClassicalControls.random(new ControlProblem.Spins(energy, cardinality), 20_000, 8);

            // Five standard errors; the two sides of a cardinality of 0 or n have no spread at all.
            assertThat(random.mean()).isCloseTo(plain.mean(), within(5 * random.standardError() + 1e-9));
            assertThat(random.standardError())
                    .isCloseTo(Math.sqrt(plain.variance() / 20_000), within(0.05 * random.standardError() + 1e-9));
            assertThat(random.best()).isCloseTo(plain.least(), within(1e-9));
        }
    }

    @Test
    void aBitStringHasSpinZeroRightmost() {
        var energy = new IsingHamiltonian(RealVector.of(1, -1, -1), List.of(), 0);
        ExactControl exact = ClassicalControls.exact(new ControlProblem.Spins(energy), 100, 1);

        assertThat(exact).isEqualTo(new ExactControl.Proven(-3, "001", 1L, 8L, 0, 3, exact.nodes()));
    }

    @Test
    void aLargeProblemIsAnsweredWithABound() {
        IsingHamiltonian energy = randomEnergy(new Random(3), 2000, 0.01, false);
        for (OptionalInt cardinality : List.of(OptionalInt.empty(), OptionalInt.of(100))) {
            var problem = new ControlProblem.Spins(energy, cardinality);
            ExactControl exact = ClassicalControls.exact(problem, 1000, 1);
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 2000, 1);

            assertThat(exact)
                    .isInstanceOfSatisfying(
                            ExactControl.Bounded.class,
                            bounded -> assertThat(bounded.bound()).isLessThan(heuristic.objective()));
        }
    }

    @Test
    void refusesACardinalityOutsideTheSpins() {
        var energy = new IsingHamiltonian(RealVector.zeros(3), List.of(), 0);
        assertThatThrownBy(() -> new ControlProblem.Spins(energy, OptionalInt.of(4)))
                .hasMessageContaining("0..3");
    }

    private static List<OptionalInt> cardinalities(int n) {
        return List.of(
                OptionalInt.empty(),
                OptionalInt.of(0),
                OptionalInt.of(n / 3),
                OptionalInt.of((n + 1) / 2),
                OptionalInt.of(n));
    }

    private static IsingHamiltonian randomEnergy(Random random, int n, double density, boolean integers) {
        double[] h = new double[n];
        List<Coupling> couplings = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            h[i] = integers ? random.nextInt(3) - 1 : random.nextGaussian();
            for (int j = i + 1; j < n; j++) {
                if (random.nextDouble() < density) {
                    couplings.add(new Coupling(i, j, integers ? random.nextInt(5) - 2 : random.nextGaussian()));
                }
            }
        }
        return new IsingHamiltonian(RealVector.of(h), couplings, 0.25);
    }

    private static Plain plain(IsingHamiltonian energy, OptionalInt cardinality) {
        double least = Double.POSITIVE_INFINITY;
        List<Double> all = new ArrayList<>();
        for (long bits = 0; bits < 1L << energy.spins(); bits++) {
            if (cardinality.isEmpty() || Long.bitCount(bits) == cardinality.getAsInt()) {
                double value = energy.energy(bits);
                all.add(value);
                least = Math.min(least, value);
            }
        }
        double lowest = least;
        long optimal = all.stream().filter(value -> value < lowest + 1e-9).count();
        double mean = all.stream().mapToDouble(x -> x).average().orElseThrow();
        double variance =
                all.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
        return new Plain(least, optimal, all.size(), mean, variance);
    }

    private static long bits(@Nullable String bitString) {
        return Long.parseUnsignedLong(Objects.requireNonNull(bitString), 2);
    }
}
