package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.Rules;
import io.ketstream.model.learning.Comparison;
import io.ketstream.model.learning.ControlComparison;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.LearningVerdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A model against its controls, corrected for their number by the method of S. Holm (Scandinavian Journal
/// of Statistics 6, 65 (1979)): of m controls, the i-th in order of p is tested at α/(m + 1 − i), up to the
/// first whose test shows nothing; that one and those after it have its level.
///
/// Each interval has the level of its test, so that it leaves out 0 exactly where the corrected test shows
/// a difference, and every verdict is read off its interval. The best control is the one of the best figure
/// on the same rows, which is to the controls' favour.
public final class HolmComparison {

    private HolmComparison() {}

    /// @param contenders at least one
    /// @param level family-wise, such as 0.95
    public static Comparison of(Measure measure, List<Contender> contenders, double level) {
        Rules.notEmpty("contenders", contenders);
        double[] levels = levels(contenders, 1 - level);
        var controls = new ArrayList<ControlComparison>();
        int best = 0;
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            PairedDifference difference = contender.difference();
            Interval interval = difference.interval(levels[i]);
            controls.add(new ControlComparison(
                    contender.name(),
                    contender.score(),
                    difference.difference(),
                    interval,
                    difference.pValue(),
                    verdict(interval)));
            if (measure.goodness(contender.score())
                    > measure.goodness(contenders.get(best).score())) {
                best = i;
            }
        }
        ControlComparison against = controls.get(best);
        return new Comparison(
                level, controls, against.control(), against.verdict(), words(measure, against, controls.size(), level));
    }

    /// The p of each, corrected: of m, the i-th smallest times m + 1 − i, at least those before it,
    /// and at most 1.
    public static double[] corrected(List<Contender> contenders) {
        double[] corrected = new double[contenders.size()];
        double least = 0;
        int rank = 0;
        for (int control : inOrderOfP(contenders)) {
            double p = contenders.get(control).difference().pValue();
            least = Math.min(1, Math.max(least, p * (corrected.length - rank++)));
            corrected[control] = least;
        }
        return corrected;
    }

    private static List<Integer> inOrderOfP(List<Contender> contenders) {
        return IntStream.range(0, contenders.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> contenders.get(i).difference().pValue()))
                .toList();
    }

    private static double[] levels(List<Contender> contenders, double alpha) {
        int size = contenders.size();
        List<Integer> order = inOrderOfP(contenders);
        var levels = new double[size];
        int tested = 0;
        boolean shown = true;
        for (int rank = 0; rank < size; rank++) {
            int control = order.get(rank);
            tested = shown ? rank : tested;
            levels[control] = 1 - alpha / (size - tested);
            shown = shown
                    && verdict(contenders.get(control).difference().interval(levels[control]))
                            != LearningVerdict.Outcome.EQUAL;
        }
        return levels;
    }

    private static LearningVerdict.Outcome verdict(Interval interval) {
        if (interval.low() > 0) {
            return LearningVerdict.Outcome.BETTER;
        }
        return interval.high() < 0 ? LearningVerdict.Outcome.WORSE : LearningVerdict.Outcome.EQUAL;
    }

    private static String words(Measure measure, ControlComparison best, int controls, double level) {
        String figures = "by " + signed(best.difference()) + " ("
                + signed(best.interval().low()) + " to "
                + signed(best.interval().high()) + ", " + plain(100 * level) + " % family-wise over " + controls
                + (controls == 1 ? " control)" : " controls)");
        return switch (best.verdict()) {
            case BETTER ->
                "Better than the best classical control, " + best.control() + ", in " + measure.words() + " " + figures
                        + ".";
            case EQUAL ->
                "No advantage shown: the model differs from the best classical control, " + best.control() + ", in "
                        + measure.words() + " " + figures + ", and that includes 0.";
            case WORSE ->
                "No advantage: worse than the best classical control, " + best.control() + ", in " + measure.words()
                        + " " + figures + ".";
        };
    }

    private static String signed(double value) {
        return value > 0 ? "+" + plain(value) : plain(value);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
