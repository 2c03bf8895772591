package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.Rules;
import io.ketstream.model.learning.Interval;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.MersenneTwister;

/// Intervals of figures.
public final class Intervals {

    private Intervals() {}

    /// [Interval#wilson(int, int, double, double)].
    public static Interval wilson(int right, int rows, double level) {
        // no random numbers are drawn from it
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
        return Interval.wilson(right, rows, z, level);
    }

    /// Of the mean of a figure over folds, by Student's t with the variance corrected for training parts
    /// that overlap: (1/k + n_test/n_train) s² (C. Nadeau, Y. Bengio, Machine Learning 52, 239 (2003)).
    ///
    /// @param perFold at least 2
    /// @param testToTraining n_test/n_train: 1/(k − 1) for k folds
    public static Interval corrected(double[] perFold, double testToTraining, double level) {
        double mean = mean(perFold);
        double half = quantile(perFold.length, level) * correctedError(perFold, testToTraining, 0);
        return new Interval(mean - half, mean + half, level);
    }

    /// Of the root mean square error: percentiles of [Bootstrap#SAMPLES] samples of the rows, drawn with
    /// replacement.
    public static Interval bootstrapRmse(double[] truth, double[] told, double level, long seed) {
        double[] squares = RegressionMetrics.squares(truth, told);
        var random = new MersenneTwister(seed);
        var samples = new double[Bootstrap.SAMPLES];
        for (int b = 0; b < samples.length; b++) {
            double sum = 0;
            for (int i = 0; i < squares.length; i++) {
                sum += squares[random.nextInt(squares.length)];
            }
            samples[b] = Math.sqrt(sum / squares.length);
        }
        Arrays.sort(samples);
        return Bootstrap.percentiles(samples, level);
    }

    /// The standard error of the mean over folds.
    ///
    /// @param leastVariance below which the variance of a fold's figure is not believed
    static double correctedError(double[] perFold, double testToTraining, double leastVariance) {
        Rules.within("folds", perFold.length, 2, Integer.MAX_VALUE);
        double mean = mean(perFold);
        double squares = 0;
        for (double figure : perFold) {
            squares += (figure - mean) * (figure - mean);
        }
        double variance = Math.max(squares / (perFold.length - 1), leastVariance);
        return Math.sqrt((1.0 / perFold.length + testToTraining) * variance);
    }

    static double quantile(int folds, double level) {
        // no random numbers are drawn from it
        return new TDistribution(null, folds - 1.0).inverseCumulativeProbability((1 + level) / 2);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
