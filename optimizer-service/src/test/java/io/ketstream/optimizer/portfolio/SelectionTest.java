package io.ketstream.optimizer.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    /// f is of order 1 here, and a sum of some hundred products.
    private static final double ROUNDING = 1e-12;

    private static final List<List<Integer>> CLUSTERS =
            List.of(List.of(0, 3, 4, 11), List.of(1, 2, 7, 8, 13), List.of(5, 6, 9, 10, 12));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void swapsChangeTheObjectiveByTheirFormula(long seed) {
        SelectionProblem problem = Problems.random(14, 5, 0.8, seed);
        var random = new Random(seed);
        Selection selection = Selection.of(problem, Problems.draw(problem, random));
        for (int swap = 0; swap < 200; swap++) {
            int out = pick(random, selection, true);
            int in = pick(random, selection, false);
            double before = problem.value(selection.assets());
            double change = selection.leaving(out) + selection.entering(in) - selection.coupling(out, in);
            selection.remove(out);
            selection.add(in);
            assertThat(problem.value(selection.assets()) - before).isCloseTo(change, within(ROUNDING));
            assertThat(selection.value()).isCloseTo(problem.value(selection.assets()), within(ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aClustersChangeIsTheDifferenceOfTheObjective(long seed) {
        SelectionProblem problem = Problems.random(14, 6, 0.8, seed);
        var random = new Random(seed);
        Selection selection = Selection.of(problem, Problems.draw(problem, random));
        for (int offer = 0; offer < 100; offer++) {
            List<Integer> cluster = CLUSTERS.get(random.nextInt(CLUSTERS.size()));
            SelectionProblem around = selection.around(cluster);
            BitSet candidate = Problems.draw(around, random);
            BitSet changed = selection.assets();
            for (int a = 0; a < cluster.size(); a++) {
                changed.set(cluster.get(a), candidate.get(a));
            }
            double before = problem.value(selection.assets());
            double change = problem.value(changed) - before;
            assertThat(selection.change(cluster, candidate)).isCloseTo(change, within(ROUNDING));
            assertThat(around.value(candidate) - around.value(part(selection, cluster)))
                    .isCloseTo(change, within(ROUNDING));
            BitSet unchanged = selection.assets();
            boolean isTaken = selection.offer(cluster, candidate);
            // no two selections of these are as close as rounding
            assertThat(isTaken).isEqualTo(change < -ROUNDING);
            assertThat(selection.assets()).isEqualTo(isTaken ? changed : unchanged);
            assertThat(selection.value()).isCloseTo(before + Math.min(0, change), within(ROUNDING));
        }
    }

    @Test
    void solutionsOfClustersAreLaidSideBySide() {
        SelectionProblem problem = Problems.random(14, 5, 0.8, 1);
        Selection selection = Selection.ofParts(problem, CLUSTERS, List.of(bits(1), bits(0, 3), bits(2, 4)));
        assertThat(selection.assets()).isEqualTo(bits(3, 1, 8, 9, 12));
        assertThat(selection.value()).isCloseTo(problem.value(selection.assets()), within(ROUNDING));
    }

    @Test
    void aPartIsTheProblemOnTheseAssetsAlone() {
        SelectionProblem problem = Problems.random(14, 5, 0.8, 1);
        SelectionProblem part = problem.part(CLUSTERS.get(1), 0.3, 2);
        assertThat(part.riskAversion()).isEqualTo(0.3);
        var alone = new SelectionProblem(problem.expectedReturns(), problem.covariance(), 0.3, 2);
        assertThat(part.value(bits(0, 4))).isCloseTo(alone.value(bits(1, 13)), within(ROUNDING));
    }

    @Test
    void aSelectionHasTheProblemsCardinality() {
        SelectionProblem problem = Problems.random(14, 5, 0.8, 1);
        assertThatThrownBy(() -> Selection.of(problem, bits(1, 2, 3, 4))).hasMessageContaining("5 of 14");
        assertThatThrownBy(() -> Selection.of(problem, bits(1, 2, 3, 4, 14))).hasMessageContaining("5 of 14");
    }

    private static BitSet bits(int... set) {
        var bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }

    private static BitSet part(Selection selection, List<Integer> cluster) {
        var part = new BitSet();
        for (int a = 0; a < cluster.size(); a++) {
            part.set(a, selection.contains(cluster.get(a)));
        }
        return part;
    }

    private static int pick(Random random, Selection selection, boolean selected) {
        while (true) {
            int asset = random.nextInt(selection.problem().size());
            if (selection.contains(asset) == selected) {
                return asset;
            }
        }
    }
}
