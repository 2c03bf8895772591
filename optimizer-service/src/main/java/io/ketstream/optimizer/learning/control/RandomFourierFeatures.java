package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.kernel.KernelRidge;
import org.apache.commons.math3.random.MersenneTwister;

/// Ridge regression (for classes on ±1) on cos(ω·x) and sin(ω·x) of randomly drawn frequencies, each
/// divided by the root of their number: what is learnt by having a quantum model's spectrum and nothing
/// else of it.
///
/// @param count of frequencies
/// @param alpha α > 0, what is added to the diagonal of a kernel matrix whose diagonal is 1
public record RandomFourierFeatures(Frequencies frequencies, int count, double alpha)
        implements ClassifierTrainer, RegressorTrainer {

    public RandomFourierFeatures {
        Rules.required("frequencies", frequencies);
        Rules.within("count", count, 1, 100_000);
        Rules.positive("alpha", alpha, 1e9);
    }

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        double[][] drawn = drawn(rows[0].length, seed);
        double[][] waves = waves(drawn, rows);
        Similarity linear = Similarity::product;
        Classifier trained = linear.classifier(
                KernelRidge.classifier(linear.gram(waves), labels, Scores.names(classes), alpha), waves);
        return row -> trained.decide(waves(drawn, row));
    }

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        double[][] drawn = drawn(rows[0].length, seed);
        double[][] waves = waves(drawn, rows);
        Similarity linear = Similarity::product;
        Regressor trained = linear.regressor(KernelRidge.regressor(linear.gram(waves), targets, alpha), waves);
        return row -> trained.value(waves(drawn, row));
    }

    private double[][] drawn(int features, long seed) {
        var random = new MersenneTwister(seed);
        var drawn = new double[count][];
        for (int i = 0; i < count; i++) {
            drawn[i] = frequencies.draw(features, random);
        }
        return drawn;
    }

    private static double[][] waves(double[][] drawn, double[][] rows) {
        var waves = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            waves[i] = waves(drawn, rows[i]);
        }
        return waves;
    }

    private static double[] waves(double[][] drawn, double[] row) {
        double scale = 1 / Math.sqrt(drawn.length);
        var waves = new double[2 * drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            double angle = Similarity.product(drawn[i], row);
            waves[2 * i] = scale * StrictMath.cos(angle);
            waves[2 * i + 1] = scale * StrictMath.sin(angle);
        }
        return waves;
    }
}
