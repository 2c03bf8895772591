package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.Rules;
import io.ketstream.model.learning.Interval;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// The difference of two accuracies on the same rows by McNemar's exact test (Q. McNemar, Psychometrika 12,
/// 153 (1947)): of the rows that one of the two alone tells right, half are the model's if there is no
/// difference.
///
/// The interval is that test turned around: the interval of C. J. Clopper and E. S. Pearson (Biometrika 26,
/// 404 (1934)) of the model's share of those rows, given how many there are.
///
/// @param modelOnly rows that the model alone tells right
/// @param controlOnly rows that the control alone tells right
/// @param rows all
public record ExactMcNemar(int modelOnly, int controlOnly, int rows) implements PairedDifference {

    private static final double ACCURACY = 1e-12;

    public ExactMcNemar {
        Rules.within("modelOnly", modelOnly, 0, rows);
        Rules.within("controlOnly", controlOnly, 0, rows - modelOnly);
    }

    /// @param truth the class of each row
    public static ExactMcNemar of(int[] truth, int[] model, int[] control) {
        Rules.size("model", model.length, truth.length);
        Rules.size("control", control.length, truth.length);
        int modelOnly = 0;
        int controlOnly = 0;
        for (int i = 0; i < truth.length; i++) {
            boolean modelRight = model[i] == truth[i];
            if (modelRight != (control[i] == truth[i])) {
                modelOnly += modelRight ? 1 : 0;
                controlOnly += modelRight ? 0 : 1;
            }
        }
        return new ExactMcNemar(modelOnly, controlOnly, truth.length);
    }

    @Override
    public double difference() {
        return (double) (modelOnly - controlOnly) / rows;
    }

    @Override
    public double pValue() {
        int discordant = modelOnly + controlOnly;
        if (discordant == 0) {
            return 1;
        }
        // no random numbers are drawn from it
        var fair = new BinomialDistribution(null, discordant, 0.5);
        return Math.min(2 * fair.cumulativeProbability(Math.min(modelOnly, controlOnly)), 1);
    }

    @Override
    public Interval interval(double level) {
        int discordant = modelOnly + controlOnly;
        if (discordant == 0) {
            return new Interval(0, 0, level);
        }
        double tail = (1 - level) / 2;
        double low = modelOnly == 0 ? 0 : beta(modelOnly, controlOnly + 1.0, tail);
        double high = controlOnly == 0 ? 1 : beta(modelOnly + 1.0, controlOnly, 1 - tail);
        return new Interval((2 * low - 1) * discordant / rows, (2 * high - 1) * discordant / rows, level);
    }

    private static double beta(double a, double b, double probability) {
        return new BetaDistribution(null, a, b, ACCURACY).inverseCumulativeProbability(probability);
    }
}
