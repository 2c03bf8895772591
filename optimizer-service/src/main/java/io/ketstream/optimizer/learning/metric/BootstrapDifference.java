package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.learning.Interval;
import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;

/// The difference of two root mean square errors on the same rows, control less model, by
/// [Bootstrap#SAMPLES] samples of the rows, drawn with replacement.
public final class BootstrapDifference implements PairedDifference {

    private final double difference;
    private final double[] sorted;

    private BootstrapDifference(double difference, double[] sorted) {
        this.difference = difference;
        this.sorted = sorted;
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
        return new BootstrapDifference(difference, samples);
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
        return Math.min(2.0 * (Math.min(below, above) + 1) / (sorted.length + 1), 1);
    }

    @Override
    public Interval interval(double level) {
        return Bootstrap.percentiles(sorted, level);
    }
}
