package io.ketstream.optimizer.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.ClassificationScores;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.RegressionScores;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures are of scikit-learn 1.9.1 and scipy's `binomtest(…).proportion_ci` and `t`.
class MetricsTest {

    private static final double ROUNDING = 1e-12;
    private static final Interval ANY = new Interval(0, 1, 0.95);

    @Test
    void classificationFiguresAreTheReferences() {
        int[] truth = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2};
        int[] told = {0, 0, 1, 0, 1, 1, 2, 2, 2, 0, 2, 2};
        List<RealVector> probabilities = IntStream.range(0, 12)
                .mapToObj(i -> {
                    double a = 1 + i * 7 % 11;
                    double b = 1 + (i * 7 + 5) % 11;
                    double c = 1 + (i * 7 + 10) % 11;
                    double sum = a + b + c;
                    return RealVector.of(a / sum, b / sum, c / sum);
                })
                .toList();

        ClassificationScores scores = ClassificationMetrics.scores(truth, told, 3, probabilities, ANY);

        assertThat(scores.accuracy()).isEqualTo(0.75);
        assertThat(scores.balancedAccuracy()).isCloseTo(0.7388888888888889, within(ROUNDING));
        assertThat(scores.macroF1()).isCloseTo(0.7388888888888889, within(ROUNDING));
        assertThat(scores.confusion()).containsExactly(List.of(3, 1, 0), List.of(0, 2, 1), List.of(1, 0, 4));
        assertThat(scores.logLoss()).isCloseTo(1.4596254713132104, within(ROUNDING));
        assertThat(ClassificationMetrics.scores(truth, told, 3, null, ANY).logLoss())
                .isNull();
    }

    @Test
    void aClassThatDoesNotOccurDoesNotCount() {
        ClassificationScores scores =
                ClassificationMetrics.scores(new int[] {0, 0, 1}, new int[] {0, 0, 1}, 4, null, ANY);

        assertThat(scores.balancedAccuracy()).isEqualTo(1);
        assertThat(scores.macroF1()).isEqualTo(1);
    }

    @Test
    void regressionFiguresAreTheReferences() {
        double[] truth = {1, 2, 3, 4.5, 7};
        double[] told = {1.2, 1.7, 3.3, 4, 8};

        RegressionScores scores = RegressionMetrics.scores(truth, told, ANY);

        assertThat(scores.r2()).isCloseTo(0.9331818181818182, within(ROUNDING));
        assertThat(scores.rmse()).isCloseTo(0.5422176684690383, within(ROUNDING));
        assertThat(scores.mae()).isCloseTo(0.45999999999999996, within(ROUNDING));
        assertThat(RegressionMetrics.scores(new double[] {2, 2}, new double[] {1, 2}, ANY)
                        .r2())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "45, 60, 0.6276792992295218, 0.8422347746994333",
        "60, 60, 0.9398281478579101, 1",
        "0, 7, 0, 0.35433043506668743"
    })
    void wilsonsIntervalIsTheReferences(int right, int rows, double low, double high) {
        Interval interval = Intervals.wilson(right, rows, 0.95);

        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    /// A run that the release before has begun reports the same bits.
    @Test
    void wilsonsIntervalHasTheBitsOfTheLibraryThatComputedItBefore() {
        for (int rows = 1; rows <= 2000; rows = rows < 40 ? rows + 1 : rows * 7 / 4) {
            for (int right = 0; right <= rows; right++) {
                ConfidenceInterval before = IntervalUtils.getWilsonScoreInterval(rows, right, 0.95);
                Interval interval = Intervals.wilson(right, rows, 0.95);
                assertThat(interval.low()).isEqualTo(Math.max(before.getLowerBound(), 0));
                assertThat(interval.high()).isEqualTo(Math.min(before.getUpperBound(), 1));
                assertThat(Interval.wilson(right, rows)).isEqualTo(interval);
            }
        }
    }

    @Test
    void mcNemarsTestAndItsIntervalAreTheReferences() {
        var difference = new ExactMcNemar(12, 3, 60);

        assertThat(difference.difference()).isEqualTo(0.15);
        assertThat(difference.pValue()).isCloseTo(0.03515625, within(ROUNDING));
        assertThat(difference.interval(0.95).low()).isCloseTo(0.009554433096573445, within(1e-9));
        assertThat(difference.interval(0.95).high()).isCloseTo(0.228343997447082, within(1e-9));
        assertThat(ExactMcNemar.of(new int[] {0, 1, 1, 0}, new int[] {0, 1, 0, 1}, new int[] {0, 0, 1, 1}))
                .isEqualTo(new ExactMcNemar(1, 1, 4));
    }

    /// At every table of up to 12 rows that the two tell differently, and every usual level.
    @Test
    void theIntervalLeavesOutZeroWhereTheTestShowsADifference() {
        int shown = 0;
        for (int model = 0; model <= 12; model++) {
            for (int control = 0; control <= 12 - model; control++) {
                var difference = new ExactMcNemar(model, control, 40);
                for (double level : new double[] {0.9, 0.95, 0.99, 1 - 0.05 / 7}) {
                    Interval interval = difference.interval(level);
                    boolean leftOut = interval.low() > 0 || interval.high() < 0;
                    assertThat(leftOut).isEqualTo(difference.pValue() <= 1 - level);
                    assertThat(difference.difference()).isBetween(interval.low(), interval.high());
                    shown += leftOut ? 1 : 0;
                }
            }
        }
        assertThat(shown).isPositive();
        assertThat(new ExactMcNemar(0, 0, 40).pValue()).isEqualTo(1);
        assertThat(new ExactMcNemar(0, 0, 40).interval(0.95)).isEqualTo(new Interval(0, 0, 0.95));
    }

    @Test
    void foldsAreCorrectedAsTheReferenceHasIt() {
        var difference = new CorrectedFolds(RealVector.of(0.05, 0.02, 0.08, -0.01, 0.04), 0.25, 0);

        assertThat(difference.difference()).isCloseTo(0.036, within(ROUNDING));
        assertThat(difference.interval(0.95).low()).isCloseTo(-0.026608683217081777, within(1e-9));
        assertThat(difference.interval(0.95).high()).isCloseTo(0.09860868321708179, within(1e-9));
        assertThat(difference.pValue()).isCloseTo(0.18562245418957557, within(1e-9));
        Interval plain = Intervals.corrected(new double[] {0.05, 0.02, 0.08, -0.01, 0.04}, 0.25, 0.95);
        assertThat(plain).isEqualTo(difference.interval(0.95));
    }

    @Test
    void equalDifferencesInAFewFoldsAreNoCertainty() {
        var difference = new CorrectedFolds(RealVector.of(0.1, 0.1, 0.1), 0.5, 0.1);

        assertThat(difference.interval(0.95).low()).isNegative();
        assertThat(difference.pValue()).isGreaterThan(0.05);
    }

    /// With two folds t has one degree of freedom.
    @Test
    void accuraciesDifferByNoMoreThanAll() {
        var difference = new CorrectedFolds(RealVector.of(-0.2, 0.1), 1, 0.1);

        assertThat(difference.interval(0.95)).isEqualTo(new Interval(-1, 1, 0.95));
    }

    @Test
    void bootstrapIsSeededAndCoversTheErrorOfNormalNoise() {
        int covered = 0;
        for (int trial = 0; trial < 25; trial++) {
            var random = new Random(trial);
            double[] truth = random.doubles(60).toArray();
            double[] told = IntStream.range(0, 60)
                    .mapToDouble(i -> truth[i] + 0.5 * random.nextGaussian())
                    .toArray();
            Interval interval = Intervals.bootstrapRmse(truth, told, 0.95, trial);
            covered += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
            if (trial == 0) {
                assertThat(Intervals.bootstrapRmse(truth, told, 0.95, trial)).isEqualTo(interval);
                assertThat(Intervals.bootstrapRmse(truth, told, 0.95, 1)).isNotEqualTo(interval);
            }
        }
        // of 25 at 0.95, fewer than 19 have a probability of 2e-4; percentiles of 60 rows are a little narrow
        assertThat(covered).isBetween(19, 25);
    }

    @Test
    void bootstrapDifferenceIsPositiveForTheBetterModel() {
        var random = new Random(3);
        double[] truth = random.doubles(60).toArray();
        double[] good = IntStream.range(0, 60)
                .mapToDouble(i -> truth[i] + 0.1 * random.nextGaussian())
                .toArray();
        double[] bad = IntStream.range(0, 60)
                .mapToDouble(i -> truth[i] + 0.3 * random.nextGaussian())
                .toArray();

        var better = BootstrapDifference.of(truth, good, bad, 1);
        assertThat(better.interval(0.95).low()).isPositive();
        assertThat(better.pValue()).isLessThan(0.01);
        var worse = BootstrapDifference.of(truth, bad, good, 1);
        assertThat(worse.difference()).isEqualTo(-better.difference());
        assertThat(worse.interval(0.95).high()).isNegative();
        var same = BootstrapDifference.of(truth, good, good, 1);
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(same.interval(0.95)).isEqualTo(new Interval(0, 0, 0.95));
    }

    /// In five rows the better of two alike is the same in all with p = 1/16.
    @ParameterizedTest
    @CsvSource({"1, 1", "5, 0.0625", "6, 0.03125"})
    void fewRowsShowNoDifferenceOfErrors(int rows, double p) {
        double[] far = new double[rows];
        Arrays.fill(far, 2);
        var difference = BootstrapDifference.of(new double[rows], new double[rows], far, 1);
        assertThat(difference.difference()).isEqualTo(2);
        assertThat(difference.pValue()).isEqualTo(p);
        assertThat(difference.interval(0.95).low()).isEqualTo(p > 0.05 ? 0 : 2);
        assertThat(difference.interval(0.95).high()).isEqualTo(2);
    }
}
