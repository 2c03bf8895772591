package io.ketstream.optimizer.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.Comparison;
import io.ketstream.model.learning.ControlComparison;
import io.ketstream.model.learning.LearningVerdict;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolmComparisonTest {

    private static Contender contender(String name, double score, int modelOnly, int controlOnly) {
        return new Contender(name, score, new ExactMcNemar(modelOnly, controlOnly, 100));
    }

    @Test
    void levelsStepDownUntilNothingIsShown() {
        // p = 0.51, 0.00006, 0.049, 0.0075
        List<Contender> contenders = List.of(
                contender("d", 0.70, 6, 3),
                contender("a", 0.60, 15, 0),
                contender("c", 0.68, 13, 4),
                contender("b", 0.66, 15, 3));

        Comparison comparison = HolmComparison.of(Measure.ACCURACY, contenders, 0.95);

        assertThat(comparison.controls())
                .extracting(ControlComparison::verdict)
                .containsExactly(
                        LearningVerdict.Outcome.EQUAL,
                        LearningVerdict.Outcome.BETTER,
                        LearningVerdict.Outcome.EQUAL,
                        LearningVerdict.Outcome.BETTER);
        double[] tested = comparison.controls().stream()
                .mapToDouble(control -> 1 - control.interval().level())
                .toArray();
        assertThat(tested[1]).isCloseTo(0.05 / 4, within(1e-12));
        assertThat(tested[3]).isCloseTo(0.05 / 3, within(1e-12));
        // 0.049 would do alone, and for the last one of all, but not for the second last
        assertThat(tested[2]).isCloseTo(0.05 / 2, within(1e-12));
        assertThat(tested[0]).isCloseTo(0.05 / 2, within(1e-12));
        assertThat(comparison.best()).isEqualTo("d");
        assertThat(comparison.verdict()).isEqualTo(LearningVerdict.Outcome.EQUAL);
        assertThat(comparison.words())
                .startsWith("No advantage shown: the model differs from the best classical control, d, in accuracy by "
                        + "+0.03 (")
                .endsWith(", 95 % family-wise over 4 controls), and that includes 0.");
    }

    @Test
    void theVerdictIsAgainstTheBestControl() {
        Comparison better = HolmComparison.of(
                Measure.ACCURACY, List.of(contender("a", 0.5, 40, 2), contender("b", 0.6, 30, 2)), 0.95);
        assertThat(better.best()).isEqualTo("b");
        assertThat(better.verdict()).isEqualTo(LearningVerdict.Outcome.BETTER);
        assertThat(better.words()).startsWith("Better than the best classical control, b, in accuracy by +0.28 (");

        Comparison worse = HolmComparison.of(
                Measure.ACCURACY, List.of(contender("a", 0.5, 40, 2), contender("b", 0.9, 2, 20)), 0.95);
        assertThat(worse.best()).isEqualTo("b");
        assertThat(worse.verdict()).isEqualTo(LearningVerdict.Outcome.WORSE);
        assertThat(worse.words())
                .startsWith("No advantage: worse than the best classical control, b, in accuracy by -");
    }

    @Test
    void ofErrorsTheSmallestIsBest() {
        Comparison comparison =
                HolmComparison.of(Measure.ERROR, List.of(contender("a", 0.5, 0, 0), contender("b", 0.4, 0, 0)), 0.95);
        assertThat(comparison.best()).isEqualTo("b");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> HolmComparison.of(Measure.ERROR, List.of(), 0.95))
                .withMessage("contenders must not be empty");
    }

    /// A model that is a coin like its five controls is told to differ from any of them in at most 5 % of
    /// cases.
    @Test
    void aCoinIsHardlyEverToldFromOtherCoins() {
        int claimed = 0;
        for (int trial = 0; trial < 300; trial++) {
            var random = new Random(trial);
            int[] truth = random.ints(60, 0, 2).toArray();
            int[] model = random.ints(60, 0, 2).toArray();
            List<Contender> contenders = IntStream.range(0, 5)
                    .mapToObj(k -> {
                        int[] control = random.ints(60, 0, 2).toArray();
                        return new Contender(
                                "coin " + k,
                                ClassificationMetrics.right(truth, control) / 60.0,
                                ExactMcNemar.of(truth, model, control));
                    })
                    .toList();
            Comparison comparison = HolmComparison.of(Measure.ACCURACY, contenders, 0.95);
            claimed +=
                    comparison.controls().stream().anyMatch(c -> c.verdict() != LearningVerdict.Outcome.EQUAL) ? 1 : 0;
        }
        // 15 are allowed, with three standard deviations of 3.8 on top
        assertThat(claimed).isBetween(1, 26);
    }
}
