package io.ketstream.model.learning;

import io.ketstream.model.RealVector;

/// The mean of the logistic function under a normal distribution, by the trapezoidal rule, which converges
/// exponentially for it (L. N. Trefethen, J. A. C. Weideman, SIAM Review 56, 385 (2014)).
public final class LogisticNormal {

    private static final int REACH = 9;
    private static final int STEPS_IN_ONE = 32;
    private static final int HALF = REACH * STEPS_IN_ONE;
    private static final double NORMALISATION = 1 / (STEPS_IN_ONE * Math.sqrt(2 * Math.PI));

    private LogisticNormal() {}

    /// z of the rule's points.
    public static RealVector points() {
        var points = new double[2 * HALF + 1];
        for (int i = 0; i < points.length; i++) {
            points[i] = (double) (i - HALF) / STEPS_IN_ONE;
        }
        return RealVector.of(points);
    }

    /// What the logistic function is multiplied by at each of [#points].
    public static RealVector weights() {
        double[] weights = points().toArray();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-0.5 * weights[i] * weights[i]) * NORMALISATION;
        }
        return RealVector.of(weights);
    }

    /// ∫ 1/(1 + e^−(μ + σz)) φ(z) dz, to 1e-10 up to σ = 25, by 577 points.
    static double mean(double mean, double variance) {
        double deviation = Math.sqrt(variance);
        double sum = 0;
        for (int i = -HALF; i <= HALF; i++) {
            double z = (double) i / STEPS_IN_ONE;
            sum += StrictMath.exp(-0.5 * z * z) * Sigmoid.logistic(mean + deviation * z);
        }
        return sum * NORMALISATION;
    }
}
