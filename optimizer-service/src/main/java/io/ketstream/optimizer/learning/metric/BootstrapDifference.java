package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.learning.Interval;
import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;

/// The difference of two root mean square errors on the same rows, control less model, by
/// [Bootstrap#SAMPLES] samples of the rows, drawn with replacement.
///
/// Samples of few rows are alike, whatever the difference is worth: one that is not there favours the same side in all
/// of n rows by chance with probability 2¹⁻ⁿ. So p is at least that, and an interval of a level above 1 − 2¹⁻ⁿ has 0
/// in it.
public final class BootstrapDifference implements PairedDifference {

    private final double difference;
    private final double[] sorted;
    private final double leastP;

    private BootstrapDifference(double difference, double[] sorted, double leastP) {
        this.difference = difference;
        this.sorted = sorted;
        this.leastP = leastP;
    }

    public static BootstrapDifference of(double[] truth, double[] model, double[] control, long seed) {
        double[] ofModel = RegressionMetrics.squares(truth, model);
        double[] ofControl = RegressionMetrics.squares(truth, control);
        var random = new MersenneTwister(seed);
        var samples = new double[Bootstrap.SAMPLES];
        for (int b = 0; b < samples.length; b++) {
            double modelSum = 0;
            double controlSum = 0;
            for (int i = 0; i < truth.length; i++) {
                int row = random.nextInt(truth.length);
                modelSum += ofModel[row];
                controlSum += ofControl[row];
            }
            samples[b] = Math.sqrt(controlSum / truth.length) - Math.sqrt(modelSum / truth.length);
        }
        Arrays.sort(samples);
        double difference = RegressionMetrics.rmse(truth, control) - RegressionMetrics.rmse(truth, model);
        return new BootstrapDifference(difference, samples, Math.scalb(1.0, 1 - truth.length));
    }

    @Override
    public double difference() {
        return difference;
    }

    @Override
    public double pValue() {
        int below = 0;
        int above = 0;
        for (double sample : sorted) {
            below += sample <= 0 ? 1 : 0;
            above += sample >= 0 ? 1 : 0;
        }
        double p = 2.0 * (Math.min(below, above) + 1) / (sorted.length + 1);
        return Math.min(Math.max(p, leastP), 1);
    }

    @Override
    public Interval interval(double level) {
        Interval interval = Bootstrap.percentiles(sorted, level);
        return 1 - level >= leastP
                ? interval
                : new Interval(Math.min(interval.low(), 0), Math.max(interval.high(), 0), level);
    }
}
