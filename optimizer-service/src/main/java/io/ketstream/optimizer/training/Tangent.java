package io.ketstream.optimizer.training;

import io.ketstream.optimizer.learning.kernel.Factor;

/// A loss and its gradient at some weights, with the Fubini–Study metric of the circuit's states
/// there.
final class Tangent {

    private final double loss;
    private final double[] gradient;
    private final double[][] metric;

    /// @param metric symmetric, as many rows as there are weights
    Tangent(double loss, double[] gradient, double[][] metric) {
        this.loss = loss;
        this.gradient = gradient.clone();
        this.metric = new double[metric.length][];
        for (int row = 0; row < metric.length; row++) {
            this.metric[row] = metric[row].clone();
        }
    }

    double loss() {
        return loss;
    }

    /// (G + λI)⁻¹ ∇L, the direction of steepest ascent where distance is that of states and not of
    /// weights (Amari, Neural Computation 10, 251, 1998; Stokes et al., arXiv 1909.02108, eq. 10).
    ///
    /// @param regularization λ
    /// @throws io.ketstream.model.InvalidValueException when it is so small that the sum is
    ///     singular
    double[] naturalGradient(double regularization) {
        var regular = new double[metric.length][];
        for (int row = 0; row < metric.length; row++) {
            regular[row] = metric[row].clone();
            regular[row][row] += regularization;
        }
        return Factor.of("model.training.regularization", regular).solve(gradient);
    }
}
