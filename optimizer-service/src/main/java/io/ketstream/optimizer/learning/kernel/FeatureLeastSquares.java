package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.PosteriorVariance;

/// (ΦᵀΦ + λI) w = Φᵀ(y − ȳ) for the features Φ of rows, a row each: what (ΦΦᵀ + λI) c = y − ȳ is
/// with w = Φᵀc.
final class FeatureLeastSquares {

    private final Landmarks landmarks;
    private final double[][] features;
    private final double[][] products;
    private final double ridge;
    private final Factor factor;

    /// @param field what must be larger when the matrix is singular
    /// @param ridge λ
    FeatureLeastSquares(Landmarks landmarks, double[][] features, String field, double ridge) {
        this.landmarks = landmarks;
        this.features = features;
        this.ridge = ridge;
        this.products = FeatureProducts.weighted(features, null);
        double[][] shifted = KernelMatrices.symmetric(products);
        for (int k = 0; k < shifted.length; k++) {
            shifted[k][k] += ridge;
        }
        this.factor = Factor.of(field, shifted);
    }

    KernelExpansion function(double[] targets) {
        Rules.size("targets", targets.length, features.length);
        double mean = Targets.mean(targets);
        return landmarks.expansion(weights(Targets.minus(targets, mean)), mean);
    }

    private double[] weights(double[] centred) {
        return factor.solve(FeatureProducts.transposed(features, centred));
    }

    /// log p(y | rows) of a Gaussian process with noise λ; its determinant is that of ΦᵀΦ + λI
    /// times λ for each row beyond the number of features.
    double logMarginalLikelihood(double[] targets) {
        double[] centred = Targets.minus(targets, Targets.mean(targets));
        double[] told = FeatureProducts.times(features, weights(centred));
        double fit = 0;
        for (int i = 0; i < centred.length; i++) {
            fit += centred[i] * (centred[i] - told[i]) / ridge;
        }
        int rows = features.length;
        double halfLogDeterminant =
                factor.halfLogDeterminant() + (rows - products.length) / 2.0 * StrictMath.log(ridge);
        return -fit / 2 - halfLogDeterminant - rows / 2.0 * StrictMath.log(2 * Math.PI);
    }

    /// k(x, x) − k̃(x, X) (k̃(X, X) + λI)⁻¹ k̃(X, x), with the k(x, x) that is not approximated.
    PosteriorVariance variance(double prior) {
        return FeatureProducts.variance(landmarks, products, ridge, prior);
    }
}
