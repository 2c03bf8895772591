package io.ketstream.optimizer.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.ClassificationScores;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.RegressionScores;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartScoresTest {

    private static final List<int[]> TRUTH = List.of(new int[] {0, 1, 1, 0}, new int[] {1, 0, 1, 0});
    private static final List<int[]> TOLD = List.of(new int[] {0, 1, 1, 1}, new int[] {1, 1, 0, 0});

    @Test
    void ofOnePartTheIntervalIsThatOfItsRows() {
        ClassificationScores scores = PartScores.ofClasses(TRUTH.subList(0, 1), TOLD.subList(0, 1), 2, null, 0.5, 0.95);

        assertThat(scores.accuracy()).isEqualTo(0.75);
        assertThat(scores.interval()).isEqualTo(Intervals.wilson(3, 4, 0.95));
        double[] truth = {1, 2, 4};
        double[] told = {1, 3, 4.5};
        assertThat(PartScores.ofNumbers(List.of(truth), List.of(told), 0.5, 0.95, 3)
                        .interval())
                .isEqualTo(Intervals.bootstrapRmse(truth, told, 0.95, 3));
    }

    @Test
    void ofFoldsFiguresAreOfAllRowsAndIntervalsOfTheMeanOverParts() {
        ClassificationScores scores = PartScores.ofClasses(TRUTH, TOLD, 2, null, 1, 0.5);

        assertThat(scores.rows()).isEqualTo(8);
        assertThat(scores.accuracy()).isEqualTo(0.625);
        Interval mean = Intervals.corrected(new double[] {0.75, 0.5}, 1, 0.5);
        assertThat(scores.interval()).isEqualTo(mean);
        assertThat(PartScores.ofClasses(TRUTH, TOLD, 2, null, 1, 0.95).interval())
                .isEqualTo(new Interval(0, 1, 0.95));
    }

    @Test
    void theErrorLiesInItsIntervalOverFolds() {
        List<double[]> truth = List.of(new double[] {1, 2, 4}, new double[] {0, 3, 1}, new double[] {2, 2, 5});
        List<double[]> told = List.of(new double[] {1, 3, 4.5}, new double[] {0, 2, 1}, new double[] {2, 2.5, 4});

        RegressionScores scores = PartScores.ofNumbers(truth, told, 0.5, 0.95, 3);

        // mean squares 1.25/3, 1/3, 1.25/3
        assertThat(scores.rmse()).isCloseTo(Math.sqrt(3.5 / 9), within(1e-12));
        Interval squares = Intervals.corrected(new double[] {1.25 / 3, 1.0 / 3, 1.25 / 3}, 0.5, 0.95);
        assertThat(scores.interval().low()).isCloseTo(Math.sqrt(squares.low()), within(1e-12));
        assertThat(scores.interval().high()).isCloseTo(Math.sqrt(squares.high()), within(1e-12));
        assertThat(scores.rmse())
                .isBetween(scores.interval().low(), scores.interval().high());
    }

    @Test
    void differencesAreExactOfOnePartAndCorrectedOfFolds() {
        List<int[]> right = TRUTH;
        assertThat(PartScores.classDifference(TRUTH.subList(0, 1), right.subList(0, 1), TOLD.subList(0, 1), 0.5))
                .isEqualTo(new ExactMcNemar(1, 0, 4));
        assertThat(PartScores.classDifference(TRUTH, right, TOLD, 1))
                .isEqualTo(new CorrectedFolds(RealVector.of(0.25, 0.5), 1, 0.25));
        List<double[]> truth = List.of(new double[] {1, 2}, new double[] {0, 3});
        List<double[]> good = List.of(new double[] {1, 2}, new double[] {1, 4});
        List<double[]> bad = List.of(new double[] {3, 4}, new double[] {1, 2});
        assertThat(PartScores.numberDifference(truth, good, bad, 1, 3))
                .isEqualTo(new CorrectedFolds(RealVector.of(2, 0), 1, 0));
        assertThat(PartScores.numberDifference(truth.subList(0, 1), good.subList(0, 1), bad.subList(0, 1), 1, 3)
                        .difference())
                .isEqualTo(2);
    }
}
