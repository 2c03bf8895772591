package io.ketstream.optimizer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.IsingHamiltonian.Coupling;
import io.ketstream.model.problem.SelectionRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
        for (SelectionRules rules : rules(n, random)) {
            Plain plain = plain(energy, rules);
            SpinModel model = SpinModel.of(energy);
            var feasible = Feasible.of(rules);
            byte[] poor = feasible.draw(new MersenneTwister(1));
            List<SpinOptimum> found = new ArrayList<>();
            if (feasible.isEverything()) {
                found.add(Enumeration.run(model, OptionalInt.empty()));
                found.add(
                        Objects.requireNonNull(Elimination.plan(model, PLENTY)).run());
                found.add(BranchAndBound.run(model, poor, PLENTY));
            } else if (feasible.cardinality().isPresent()) {
                found.add(Enumeration.run(model, feasible.cardinality()));
            }
            found.add(SelectionBranchAndBound.run(model, feasible, poor, PLENTY));
            assertThat(feasible.assignments()).isEqualTo((double) plain.feasible());
            for (SpinOptimum optimum : found) {
                String what = "seed " + seed + ", n " + n + ", " + rules + ", " + found.indexOf(optimum);
                assertThat(optimum.energy()).as(what).isCloseTo(plain.least(), within(1e-9));
                assertThat(optimum.bound()).as(what).isCloseTo(plain.least(), within(1e-9));
                assertThat(optimum.count()).as(what).isEqualTo((double) plain.optimal());
                assertThat(model.energy(optimum.spins())).as(what).isCloseTo(plain.least(), within(1e-9));
            }
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
                    .isLessThanOrEqualTo(plain(energy, SelectionRules.none(11)).least() + 1e-9);
            for (SelectionRules rules : rules(11, random)) {
                var feasible = Feasible.of(rules);
                SpinOptimum selected =
                        SelectionBranchAndBound.run(model, feasible, feasible.draw(new MersenneTwister(seed)), nodes);
                assertThat(selected.bound())
                        .isLessThanOrEqualTo(plain(energy, rules).least() + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void theHeuristicFindsSmallOptimaAndKeepsToItsBudget(int seed) {
        var random = new Random(seed);
        IsingHamiltonian energy = randomEnergy(random, 10, 0.8, true);
        for (SelectionRules rules : rules(10, random)) {
            var problem = new ControlProblem.Spins(energy, rules);
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 500, seed);

            assertThat(heuristic.evaluations()).isLessThanOrEqualTo(500);
            assertThat(heuristic.objective()).isCloseTo(plain(energy, rules).least(), within(1e-9));
            assertThat(energy.energy(bits(heuristic.bitString()))).isCloseTo(heuristic.objective(), within(1e-9));
            assertThat(ClassicalControls.heuristic(problem, 500, seed)).isEqualTo(heuristic);
            assertThat(rules.isFeasible(bits(heuristic.bitString()))).isTrue();
        }
    }

    @Test
    void randomSamplingIsUniformOverTheFeasible() {
        IsingHamiltonian energy = randomEnergy(new Random(4), 9, 0.9, false);
        for (SelectionRules rules : rules(9, new Random(4))) {
            Plain plain = plain(energy, rules);
            RandomControl random = ClassicalControls.random(new ControlProblem.Spins(energy, rules), 20_000, 8);

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

        assertThat(exact).isEqualTo(new ExactControl.Proven(-3, "001", 1L, 8L, exact.nodes()));
    }

    @Test
    void aLargeProblemIsAnsweredWithABound() {
        IsingHamiltonian energy = randomEnergy(new Random(3), 2000, 0.01, false);
        for (SelectionRules rules : List.of(SelectionRules.none(2000), SelectionRules.exactly(100, 2000))) {
            var problem = new ControlProblem.Spins(energy, rules);
            ExactControl exact = ClassicalControls.exact(problem, 1000, 1);
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 2000, 1);

            assertThat(exact)
                    .isInstanceOfSatisfying(
                            ExactControl.Bounded.class,
                            bounded -> assertThat(bounded.bound()).isLessThan(heuristic.objective()));
        }
    }

    @Test
    void refusesRulesOfOtherSpins() {
        var energy = new IsingHamiltonian(RealVector.zeros(3), List.of(), 0);
        assertThatThrownBy(() -> new ControlProblem.Spins(energy, SelectionRules.none(4)))
                .hasMessageContaining("rules of 4 spins");
    }

    /// None, cardinalities, a range, and three times some groups with a range of the total.
    private static List<SelectionRules> rules(int n, Random random) {
        var rules = new ArrayList<SelectionRules>(List.of(
                SelectionRules.none(n),
                SelectionRules.exactly(0, n),
                SelectionRules.exactly(n / 3, n),
                SelectionRules.exactly((n + 1) / 2, n),
                SelectionRules.exactly(n, n),
                new SelectionRules(n, n / 3, (n + 1) / 2, List.of())));
        while (rules.size() < 9) {
            SelectionRules drawn = withGroups(n, random);
            if (LongStream.range(0, 1L << n).anyMatch(drawn::isFeasible)) {
                rules.add(drawn);
            }
        }
        return rules;
    }

    private static SelectionRules withGroups(int n, Random random) {
        List<Integer> spins = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(spins, random);
        var groups = new ArrayList<SelectionRules.Group>();
        int from = 0;
        while (from < n && groups.size() < 3) {
            int size = 1 + random.nextInt(n - from);
            int least = random.nextInt(size + 1);
            groups.add(new SelectionRules.Group(
                    "G" + groups.size(),
                    spins.subList(from, from + size).stream().sorted().toList(),
                    least,
                    least + random.nextInt(size - least + 1)));
            from += size;
        }
        int least = random.nextInt(n + 1);
        return new SelectionRules(n, least, least + random.nextInt(n - least + 1), groups);
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

    private static Plain plain(IsingHamiltonian energy, SelectionRules rules) {
        double least = Double.POSITIVE_INFINITY;
        List<Double> all = new ArrayList<>();
        for (long bits = 0; bits < 1L << energy.spins(); bits++) {
            if (rules.isFeasible(bits)) {
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
