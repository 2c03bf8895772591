package io.ketstream.ingestion.market;

import java.util.Objects;

/// A covariance estimate, with the share that was shrunk towards a target (0 where nothing is).
final class Covariance {

    private final CovarianceMatrix matrix;
    private final double shrinkage;

    private Covariance(CovarianceMatrix matrix, double shrinkage) {
        this.matrix = matrix;
        this.shrinkage = shrinkage;
    }

    CovarianceMatrix matrix() {
        return matrix;
    }

    double shrinkage() {
        return shrinkage;
    }

    static Covariance of(double[][] returns, CovarianceEstimator estimator) {
        return switch (estimator.method()) {
            case SAMPLE -> new Covariance(scatter(centred(returns), returns.length - 1), 0);
            case LEDOIT_WOLF -> ledoitWolf(centred(returns));
            case EWMA -> exponentiallyWeighted(returns, Objects.requireNonNull(estimator.decay()));
        };
    }

    /// Σ wₜ(rₜ − m)(rₜ − m)ᵀ with m = Σ wₜrₜ and weights wₜ ∝ λ^(T−1−t) of sum one.
    private static Covariance exponentiallyWeighted(double[][] returns, double decay) {
        double[] weights = new double[returns.length];
        double weight = 1;
        double sum = 0;
        for (int t = returns.length - 1; t >= 0; t--) {
            weights[t] = weight;
            sum += weight;
            weight *= decay;
        }
        double[] mean = new double[returns[0].length];
        for (int t = 0; t < returns.length; t++) {
            weights[t] /= sum;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[t] * returns[t][i];
            }
        }
        double[][] scaled = new double[returns.length][mean.length];
        for (int t = 0; t < returns.length; t++) {
            double root = Math.sqrt(weights[t]);
            for (int i = 0; i < mean.length; i++) {
                scaled[t][i] = root * (returns[t][i] - mean[i]);
            }
        }
        return new Covariance(scatter(scaled, 1), 0);
    }

    /// O. Ledoit, M. Wolf, "A well-conditioned estimator for large-dimensional covariance matrices", J. Multivariate
    /// Analysis 88 (2004), equations (2) and (14)–(17): Σ* = (b²/d²)·m·I + (a²/d²)·S with
    /// m = tr S / n, d² = ‖S − mI‖², b² = min(d², Σ‖xₜxₜᵀ − S‖²/T²), a² = d² − b², S with divisor T.
    private static Covariance ledoitWolf(double[][] centred) {
        int samples = centred.length;
        int assets = centred[0].length;
        CovarianceMatrix s = scatter(centred, samples);
        double m = 0;
        double squares = 0;
        for (int i = 0; i < assets; i++) {
            m += s.get(i, i) / assets;
            for (int j = 0; j < assets; j++) {
                squares += s.get(i, j) * s.get(i, j);
            }
        }
        double d = squares - assets * m * m;
        // Σₜ‖xₜxₜᵀ − S‖² = Σₜ‖xₜ‖⁴ − T‖S‖², since Σₜ xₜxₜᵀ = T·S
        double fourth = 0;
        for (double[] row : centred) {
            double norm = 0;
            for (double value : row) {
                norm += value * value;
            }
            fourth += norm * norm;
        }
        double b = Math.clamp((fourth / samples - squares) / samples, 0, Math.max(d, 0));
        double shrinkage = d <= 0 ? 0 : b / d;
        s.multiply(1 - shrinkage);
        s.addToDiagonal(shrinkage * m);
        return new Covariance(s, shrinkage);
    }

    private static double[][] centred(double[][] returns) {
        double[] mean = Returns.mean(returns);
        double[][] centred = new double[returns.length][];
        for (int t = 0; t < returns.length; t++) {
            centred[t] = returns[t].clone();
            for (int i = 0; i < mean.length; i++) {
                centred[t][i] -= mean[i];
            }
        }
        return centred;
    }

    /// Row by row, so that what is added to stays in the processor's cache.
    private static CovarianceMatrix scatter(double[][] centred, int divisor) {
        int assets = centred[0].length;
        double[][] sum = new double[assets][];
        for (int i = 0; i < assets; i++) {
            double[] target = new double[assets - i];
            for (double[] row : centred) {
                double factor = row[i];
                for (int j = i; j < assets; j++) {
                    target[j - i] += factor * row[j];
                }
            }
            for (int j = 0; j < target.length; j++) {
                target[j] /= divisor;
            }
            sum[i] = target;
        }
        return new CovarianceMatrix(sum);
    }
}
