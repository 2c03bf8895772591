package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.kernel.KernelRidge;

/// Linear regression with the penalty α‖w‖² and an intercept that is the mean of the targets, so for
/// columns of mean 0, as [Standardised] makes them: scikit-learn's `Ridge` on those.
///
/// @param alpha α > 0
public record RidgeRegression(double alpha) implements RegressorTrainer {

    public RidgeRegression {
        Rules.positive("alpha", alpha, 1e9);
    }

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        Similarity linear = Similarity::product;
        return linear.regressor(KernelRidge.regressor(linear.gram(rows), targets, alpha), rows);
    }
}
