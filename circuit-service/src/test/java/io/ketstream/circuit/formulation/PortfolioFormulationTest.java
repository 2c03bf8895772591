package io.ketstream.circuit.formulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Selection;
import io.ketstream.model.testing.ConstrainedPortfolios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every assignment of every qubit of random portfolios under random constraints, against the user's own words.
class PortfolioFormulationTest {

    private static final int ASSETS = 7;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void feasibleSelectionsHaveTheirObjectiveAndAllOthersLieAbove(long seed) {
        int penalised = 0;
        int keptWhole = 0;
        for (int trial = 0; trial < 60; trial++) {
            PortfolioProblem problem = ConstrainedPortfolios.random(ASSETS, 1000 * seed + trial);
            for (boolean keepsOnes : new boolean[] {true, false}) {
                Formulation formulation = PortfolioFormulation.of(problem, keepsOnes);
                check(problem, formulation);
                Double weight = selection(formulation).penaltyWeight();
                penalised += weight != null && keepsOnes ? 1 : 0;
                keptWhole += weight == null && keepsOnes ? 1 : 0;
            }
        }
        assertThat(penalised).isPositive();
        assertThat(keptWhole).isPositive();
    }

    private static void check(PortfolioProblem problem, Formulation formulation) {
        Selection selection = selection(formulation);
        IsingHamiltonian ising = Objects.requireNonNull(formulation.ising());
        int assets = selection.symbols().size();
        double[] lowest = new double[1 << assets];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        for (long bits = 0; bits < 1L << ising.spins(); bits++) {
            if (isReached(selection, bits)) {
                int chosen = (int) (bits & (1 << assets) - 1);
                lowest[chosen] = Math.min(lowest[chosen], ising.energy(bits));
            }
        }
        double highestFeasible = Double.NEGATIVE_INFINITY;
        double lowestInfeasible = Double.POSITIVE_INFINITY;
        for (int chosen = 0; chosen < lowest.length; chosen++) {
            long whole = whole(problem, selection, chosen);
            boolean feasible = ConstrainedPortfolios.isFeasible(
                    Objects.requireNonNull(problem.symbols()),
                    problem.cardinality(),
                    problem.constraintsOrNone(),
                    whole);
            String bitString = bitString(chosen, ising.spins());
            assertThat(formulation.isFeasible(bitString)).as("%s", problem).isEqualTo(feasible);
            if (feasible) {
                double objective = ConstrainedPortfolios.objective(problem, whole);
                // penalties of weight λ·n² cancel to a few of their roundings
                assertThat(lowest[chosen]).as("%s %s", problem, bitString).isCloseTo(objective, within(1e-10));
                assertThat(selection.energy(bitString)).isCloseTo(objective, within(1e-12));
                highestFeasible = Math.max(highestFeasible, lowest[chosen]);
            } else {
                lowestInfeasible = Math.min(lowestInfeasible, lowest[chosen]);
            }
        }
        assertThat(lowestInfeasible).as("%s", problem).isGreaterThan(highestFeasible);
        if (selection.penaltyWeight() == null) {
            assertThat(lowestInfeasible).as("%s", problem).isInfinite();
        }
    }

    private static boolean isReached(Selection selection, long bits) {
        return selection.kept().stream()
                .allMatch(block -> block.qubits().stream()
                                .filter(qubit -> (bits >>> qubit & 1) == 1)
                                .count()
                        == block.ones());
    }

    private static long whole(PortfolioProblem problem, Selection selection, int chosen) {
        List<String> symbols = Objects.requireNonNull(problem.symbols());
        List<String> selected =
                selection.selected(bitString(chosen, selection.symbols().size()));
        return selected.stream()
                .mapToLong(symbol -> 1L << symbols.indexOf(symbol))
                .sum();
    }

    private static String bitString(int bits, int qubits) {
        return IntStream.range(0, qubits)
                .mapToObj(k -> (bits >>> (qubits - 1 - k) & 1) == 1 ? "1" : "0")
                .reduce("", String::concat);
    }

    @Test
    void groupsOfFixedCountsAreBlocksOfTheirOwn() {
        Selection selection = keeping(3, List.of(group("a", 1, 1, "A0", "A1", "A2"), group("b", 0, 0, "A3")));
        assertThat(selection.kept())
                .containsExactly(
                        new Selection.KeptOnes(List.of(0, 1, 2), 1),
                        new Selection.KeptOnes(List.of(3), 0),
                        new Selection.KeptOnes(List.of(4, 5, 6), 2));
        assertThat(selection.penaltyWeight()).isNull();
    }

    @Test
    void aRangeOfTheTotalIsKeptWithAsManyFurtherQubitsAsItIsWide() {
        Formulation formulation = PortfolioFormulation.of(
                problem(4, new PortfolioConstraints(2, List.of(), List.of(), List.of(), null, null)), true);
        assertThat(selection(formulation).kept())
                .containsExactly(new Selection.KeptOnes(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), 4));
        assertThat(formulation.cardinality()).isNull();
    }

    @Test
    void aRangeOfAGroupBesideAFixedTotalIsAPenaltyWithoutSlackWhereItHasTwoValues() {
        Selection selection = keeping(3, List.of(group("a", 1, 2, "A0", "A1", "A2", "A3")));
        assertThat(selection.kept()).containsExactly(new Selection.KeptOnes(List.of(0, 1, 2, 3, 4, 5, 6), 3));
        assertThat(selection.penaltyWeight()).isPositive();
    }

    @Test
    void mandatoryAndForbiddenAssetsHaveNoQubit() {
        Formulation formulation = PortfolioFormulation.of(
                problem(3, new PortfolioConstraints(null, List.of(), List.of("A5"), List.of("A0", "A1"), null, null)),
                true);
        Selection selection = selection(formulation);
        assertThat(selection.symbols()).containsExactly("A2", "A3", "A4", "A6");
        assertThat(selection.kept()).containsExactly(new Selection.KeptOnes(List.of(0, 1, 2, 3), 2));
        assertThat(selection.selected("1001")).containsExactly("A5", "A2", "A6");
        assertThat(formulation.cardinality()).isEqualTo(2);
    }

    @Test
    void refusesRangesThatNeedTooManyQubits() {
        List<String> symbols = ConstrainedPortfolios.symbols(24);
        var wide = ConstrainedPortfolios.problem(
                symbols, 12, new PortfolioConstraints(2, List.of(), List.of(), List.of(), null, null), new Random(1));
        assertThatThrownBy(() -> PortfolioFormulation.of(wide, true))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("24 assets and 10 more");
    }

    private static Selection keeping(int cardinality, List<AssetGroup> groups) {
        return selection(PortfolioFormulation.of(
                problem(cardinality, new PortfolioConstraints(null, groups, List.of(), List.of(), null, null)), true));
    }

    private static PortfolioProblem problem(int cardinality, PortfolioConstraints constraints) {
        return ConstrainedPortfolios.problem(
                ConstrainedPortfolios.symbols(ASSETS), cardinality, constraints, new Random(3));
    }

    private static AssetGroup group(String name, int least, int most, String... symbols) {
        return new AssetGroup(name, new ArrayList<>(List.of(symbols)), least, most);
    }

    private static Selection selection(Formulation formulation) {
        return Objects.requireNonNull(formulation.selection());
    }
}
