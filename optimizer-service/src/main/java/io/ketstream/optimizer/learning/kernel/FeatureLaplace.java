package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.learning.GaussianProcessClassifier.LatentProcess;

/// [LaplaceApproximation] of a latent process f = Φ w with w of a standard normal distribution: the
/// mode of w and the normal distribution around it, by Newton's method until the latent values
/// stand still.
final class FeatureLaplace {

    private static final int MOST_STEPS = 100;
    private static final double TOLERANCE = 1e-12;

    private final double[][] features;
    private final double[] sides;
    private final double[] gradient;
    private final double[] curvature;
    private double[] weights;
    private double[] latent;

    private FeatureLaplace(double[][] features, double[] sides) {
        this.features = features;
        this.sides = sides;
        this.gradient = new double[sides.length];
        this.curvature = new double[sides.length];
        this.weights = new double[features[0].length];
        this.latent = new double[sides.length];
    }

    /// @param sides +1 or −1
    static LatentProcess process(Landmarks landmarks, double[][] features, double[] sides, double prior) {
        var approximation = new FeatureLaplace(features, sides);
        approximation.ascend();
        double[][] products = FeatureProducts.weighted(features, approximation.curvature);
        return new LatentProcess(
                landmarks.expansion(approximation.weights, 0),
                FeatureProducts.variance(landmarks, products, 1, prior),
                approximation.likelihood(products));
    }

    private void ascend() {
        expand();
        for (int step = 0; step < MOST_STEPS; step++) {
            var right = new double[sides.length];
            for (int i = 0; i < right.length; i++) {
                right[i] = curvature[i] * latent[i] + gradient[i];
            }
            weights = factor(FeatureProducts.weighted(features, curvature))
                    .solve(FeatureProducts.transposed(features, right));
            double[] next = FeatureProducts.times(features, weights);
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - latent[i]));
            }
            latent = next;
            expand();
            if (moved < TOLERANCE) {
                break;
            }
        }
    }

    /// Gradient and curvature of the log likelihood at the latent values.
    private void expand() {
        for (int i = 0; i < sides.length; i++) {
            double small = StrictMath.exp(-Math.abs(latent[i]));
            double chance = latent[i] >= 0 ? 1 / (1 + small) : small / (1 + small);
            gradient[i] = (sides[i] + 1) / 2 - chance;
            curvature[i] = small / ((1 + small) * (1 + small));
        }
    }

    private static Factor factor(double[][] products) {
        double[][] shifted = KernelMatrices.symmetric(products);
        for (int k = 0; k < shifted.length; k++) {
            shifted[k][k] += 1;
        }
        return Factor.of("gram", shifted);
    }

    private double likelihood(double[][] products) {
        double sum = -factor(products).halfLogDeterminant();
        for (double weight : weights) {
            sum -= weight * weight / 2;
        }
        for (int i = 0; i < sides.length; i++) {
            double margin = sides[i] * latent[i];
            sum -= Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
        }
        return sum;
    }
}
