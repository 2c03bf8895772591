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
import java.util.stream.LongStream;
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

    private static List<Long> feasible() {
        List<Long> found = new ArrayList<>();
        for (long bits = 0; bits < 1 << 10; bits++) {
            if (RULES.isFeasible(bits)) {
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
        List<Long> feasible = feasible();
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
    void exactlyTheSwapsThatLeadToAFeasibleSelectionArePermitted() {
        SelectionLimits limits = SelectionLimits.of(RULES);
        for (long bits : feasible()) {
            BitSet assets = BitSet.valueOf(new long[] {bits});
            Selection selection = Selection.of(PROBLEM, assets);
            for (int out = 0; out < 10; out++) {
                for (int in = 0; in < 10; in++) {
                    if (assets.get(out) && !assets.get(in)) {
                        assertThat(limits.permits(selection, out, in))
                                .isEqualTo(RULES.isFeasible(bits ^ (1L << out | 1L << in)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theHeuristicFindsTheBestFeasibleSelection(long seed) {
        SelectionProblem problem = Problems.random(10, 4, 2, seed);
        Selection found = SwapHeuristic.search(problem, SelectionLimits.of(RULES), 20, seed);
        double best = feasible().stream()
                .mapToDouble(bits -> problem.value(BitSet.valueOf(new long[] {bits})))
                .min()
                .orElseThrow();
        assertThat(RULES.isFeasible(bits(found.assets()))).isTrue();
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
        var rules = new SelectionRules(10, 2, 4, RULES.groups());
        SelectionLimits limits = SelectionLimits.of(rules);
        long feasible = LongStream.range(0, 1 << 10).filter(rules::isFeasible).count();
        assertThat(limits.selections()).isEqualTo((double) feasible);
        var random = new MersenneTwister(4);
        var drawn = new HashSet<Long>();
        for (int draw = 0; draw < 20_000; draw++) {
            drawn.add(bits(limits.draw(random)));
        }
        assertThat(drawn).hasSize((int) feasible).allMatch(rules::isFeasible);
    }

    /// Whatever is wanted: the selection is feasible, and another of the wanted could only enter in another's place.
    @Test
    void anySetOfAssetsIsCompletedToAFeasibleSelection() {
        SelectionLimits limits = SelectionLimits.of(RULES);
        for (long wanted = 0; wanted < 1 << 10; wanted++) {
            long completed = bits(SwapHeuristic.completed(PROBLEM, limits, BitSet.valueOf(new long[] {wanted}))
                    .assets());
            assertThat(RULES.isFeasible(completed)).isTrue();
            if (RULES.isFeasible(wanted)) {
                assertThat(completed).isEqualTo(wanted);
            }
            long most = 0;
            for (long other : feasible()) {
                most = Math.max(most, Long.bitCount(other & wanted));
            }
            assertThat((long) Long.bitCount(completed & wanted)).isEqualTo(most);
        }
    }
}
