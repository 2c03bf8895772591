package io.ketstream.optimizer.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.problem.SelectionRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionLimitsTest {

    /// Four of ten: one or two of the first three, at most one of the next three, anything of the others.
    private static final SelectionRules RULES = new SelectionRules(
            10,
            4,
            4,
            List.of(
                    new SelectionRules.Group("first", List.of(0, 1, 2), 1, 2),
                    new SelectionRules.Group("second", List.of(3, 4, 5), 0, 1)));
    private static final SelectionProblem PROBLEM = Problems.random(10, 4, 2, 3);

    /// The same of two to four.
    private static final SelectionRules RANGE = new SelectionRules(10, 2, 4, RULES.groups());
    private static final SelectionProblem PROBLEM_OF_RANGE = Problems.random(10, 2, 4, 2, 3);

    private static List<Long> feasible(SelectionRules rules) {
        List<Long> found = new ArrayList<>();
        for (long bits = 0; bits < 1 << 10; bits++) {
            if (rules.isFeasible(bits)) {
                found.add(bits);
            }
        }
        return found;
    }

    private static long bits(BitSet assets) {
        return assets.isEmpty() ? 0 : assets.toLongArray()[0];
    }

    @Test
    void everyFeasibleSelectionIsDrawnEquallyOften() {
        SelectionLimits limits = SelectionLimits.of(RULES);
        var random = new MersenneTwister(1);
        int draws = 40_000;
        Map<Long, Integer> counts = new HashMap<>();
        for (int draw = 0; draw < draws; draw++) {
            counts.merge(bits(limits.draw(random)), 1, Integer::sum);
        }
        List<Long> feasible = feasible(RULES);
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(feasible);
        double expected = (double) draws / feasible.size();
        double statistic = counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        // seeded: it does so once, or never
        assertThat(statistic)
                .isLessThan(new ChiSquaredDistribution(feasible.size() - 1.0).inverseCumulativeProbability(0.999));
    }

    @Test
    void exactlyTheChangesThatLeadToAFeasibleSelectionArePermitted() {
        assertChangesArePermitted(PROBLEM, RULES);
        assertChangesArePermitted(PROBLEM_OF_RANGE, RANGE);
    }

    private static void assertChangesArePermitted(SelectionProblem problem, SelectionRules rules) {
        SelectionLimits limits = SelectionLimits.of(rules);
        for (long bits : feasible(rules)) {
            BitSet assets = BitSet.valueOf(new long[] {bits});
            var tally = new Tally(limits, Selection.of(problem, assets));
            for (int out = Tally.NOBODY; out < 10; out++) {
                for (int in = Tally.NOBODY; in < 10; in++) {
                    boolean isChange = (out < 0 || assets.get(out)) && (in < 0 || !assets.get(in)) && out != in;
                    if (isChange) {
                        boolean isFeasible = rules.isFeasible(bits ^ (bit(out) | bit(in)));
                        assertThat(tally.permits(out, in)).isEqualTo(isFeasible);
                        assertThat(tally.permits(new Exchange(list(out), list(in))))
                                .isEqualTo(isFeasible);
                    }
                }
            }
        }
    }

    private static long bit(int asset) {
        return asset == Tally.NOBODY ? 0 : 1L << asset;
    }

    private static List<Integer> list(int asset) {
        return asset == Tally.NOBODY ? List.of() : List.of(asset);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theHeuristicFindsTheBestFeasibleSelection(long seed) {
        assertBest(Problems.random(10, 4, 2, seed), RULES, seed);
        assertBest(Problems.random(10, 2, 4, 2, seed), RANGE, seed);
    }

    private static void assertBest(SelectionProblem problem, SelectionRules rules, long seed) {
        Selection found = SwapHeuristic.search(problem, SelectionLimits.of(rules), 20, seed);
        double best = feasible(rules).stream()
                .mapToDouble(bits -> problem.value(BitSet.valueOf(new long[] {bits})))
                .min()
                .orElseThrow();
        assertThat(rules.isFeasible(bits(found.assets()))).isTrue();
        assertThat(found.value()).isCloseTo(best, within(1e-12));
    }

    @Test
    void numbersOfSelectionsThatNoDoubleHoldsAreNoDifficulty() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            (i < 2000 ? first : second).add(i);
        }
        SelectionLimits limits = SelectionLimits.of(new SelectionRules(
                3000,
                500,
                500,
                List.of(
                        new SelectionRules.Group("first", first, 0, 2000),
                        new SelectionRules.Group("second", second, 0, 1000))));
        var random = new MersenneTwister(2);
        double sum = 0;
        int draws = 200;
        for (int draw = 0; draw < draws; draw++) {
            BitSet assets = limits.draw(random);
            assertThat(assets.cardinality()).isEqualTo(500);
            sum += assets.get(0, 2000).cardinality();
        }
        // hypergeometric: mean 500·2/3, standard deviation 9.6
        assertThat(sum / draws).isCloseTo(500 * 2.0 / 3, within(4 * 9.6 / Math.sqrt(draws)));
    }

    @Test
    void aRangeOfNumbersIsDrawnFromToo() {
        SelectionLimits limits = SelectionLimits.of(RANGE);
        int feasible = feasible(RANGE).size();
        assertThat(limits.selections()).isEqualTo(feasible);
        var random = new MersenneTwister(4);
        var drawn = new HashSet<Long>();
        for (int draw = 0; draw < 20_000; draw++) {
            drawn.add(bits(limits.draw(random)));
        }
        assertThat(drawn).hasSize(feasible).allMatch(RANGE::isFeasible);
    }

    /// Whatever is wanted: the selection is feasible, and another of the wanted could only enter in another's place.
    @Test
    void anySetOfAssetsIsCompletedToAFeasibleSelection() {
        assertCompleted(PROBLEM, RULES);
        assertCompleted(PROBLEM_OF_RANGE, RANGE);
    }

    private static void assertCompleted(SelectionProblem problem, SelectionRules rules) {
        SelectionLimits limits = SelectionLimits.of(rules);
        List<Long> feasible = feasible(rules);
        for (long wanted = 0; wanted < 1 << 10; wanted++) {
            long completed = bits(SwapHeuristic.completed(problem, limits, BitSet.valueOf(new long[] {wanted}))
                    .assets());
            assertThat(rules.isFeasible(completed)).isTrue();
            if (rules.isFeasible(wanted)) {
                assertThat(completed).isEqualTo(wanted);
            }
            long most = 0;
            for (long other : feasible) {
                most = Math.max(most, Long.bitCount(other & wanted));
            }
            assertThat((long) Long.bitCount(completed & wanted)).isEqualTo(most);
        }
    }
}
