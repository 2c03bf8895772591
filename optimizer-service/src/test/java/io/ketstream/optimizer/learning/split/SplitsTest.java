package io.ketstream.optimizer.learning.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ketstream.model.InvalidValueException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRowIsTestedOnceAndEveryClassIsTrained(long seed) {
        var random = new Random(seed);
        int classes = 2 + random.nextInt(4);
        int rows = 2 * classes + random.nextInt(40);
        int[] labels = IntStream.range(0, rows)
                .map(i -> i < 2 * classes ? i % classes : random.nextInt(classes))
                .toArray();
        int folds = 2 + random.nextInt(Math.min(rows - 1, 9));

        List<Split> splits = Splits.stratifiedFolds(labels, folds, seed);

        assertThat(splits).hasSize(folds);
        var tested = new int[rows];
        for (Split split : splits) {
            assertThat(split.training().size() + split.test().size()).isEqualTo(rows);
            assertThat(split.training()).doesNotContainAnyElementsOf(split.test());
            split.test().forEach(row -> tested[row]++);
            for (int k = 0; k < classes; k++) {
                int label = k;
                long there = split.test().stream()
                        .filter(row -> labels[row] == label)
                        .count();
                double share =
                        (double) IntStream.of(labels).filter(l -> l == label).count() / folds;
                assertThat(there).isBetween((long) Math.floor(share), (long) Math.ceil(share));
                assertThat(split.training().stream().anyMatch(row -> labels[row] == label))
                        .isTrue();
            }
        }
        assertThat(tested).containsOnly(1);
        assertThat(Splits.stratifiedFolds(labels, folds, seed)).isEqualTo(splits);
    }

    @Test
    void foldsOfNumbersAreOfEvenSize() {
        List<Split> splits = Splits.folds(11, 3, 5);

        assertThat(splits).extracting(split -> split.test().size()).containsExactly(4, 4, 3);
        assertThat(splits.stream().flatMap(split -> split.test().stream()))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(Splits.folds(11, 3, 6)).isNotEqualTo(splits);
    }

    @Test
    void holdoutKeepsTheSharesOfClasses() {
        int[] labels =
                IntStream.range(0, 100).map(i -> i < 60 ? 0 : i < 90 ? 1 : 2).toArray();

        Split split = Splits.stratifiedHoldout(labels, 0.25, 42);

        assertThat(split.test()).hasSize(25).isSorted();
        assertThat(count(split, labels, 0)).isEqualTo(15);
        assertThat(count(split, labels, 1)).isBetween(7L, 8L);
        assertThat(count(split, labels, 2)).isBetween(2L, 3L);
        assertThat(Splits.stratifiedHoldout(labels, 0.25, 42)).isEqualTo(split);
        assertThat(Splits.stratifiedHoldout(labels, 0.25, 43)).isNotEqualTo(split);
    }

    private static long count(Split split, int[] labels, int label) {
        return split.test().stream().filter(row -> labels[row] == label).count();
    }

    @Test
    void aClassOfOneRowIsTrained() {
        int[] labels = {0, 0, 0, 0, 1};
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Splits.stratifiedHoldout(labels, 0.6, seed).training()).contains(4);
        }
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Splits.stratifiedHoldout(labels, 0.9, 1))
                .withMessage("fraction must leave a row of each class for training");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Splits.stratifiedFolds(labels, 2, 1))
                .withMessage("target must have at least 2 rows of each class for folds");
    }

    @Test
    void holdoutOfNumbersHasTheNearestNumberOfRows() {
        assertThat(Splits.holdout(10, 0.25, 1).test()).hasSize(3);
        assertThat(Splits.holdout(10, 0.001, 1).test()).hasSize(1);
        assertThat(Splits.holdout(10, 1, 1).training()).hasSize(1);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Splits.holdout(10, 0, 1))
                .withMessageStartingWith("fraction must be greater than 0");
    }

    @Test
    void givenRowsComeAfterThoseOfTraining() {
        assertThat(Splits.given(3, 2)).isEqualTo(new Split(List.of(0, 1, 2), List.of(3, 4)));
    }
}
