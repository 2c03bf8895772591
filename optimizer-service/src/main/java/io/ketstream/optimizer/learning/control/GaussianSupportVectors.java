package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.kernel.SupportVectorMachines;

/// Support vector machines with the kernel exp(−γ‖x − y‖²), γ = factor / (columns · variance of all
/// entries): of factor 1 scikit-learn's `SVC(gamma='scale')` and `SVR(gamma='scale')`.
///
/// @param scaled whether γ is that, or the factor itself
/// @param c 0 < C ≤ 1e5
/// @param factor of γ
/// @param epsilon of regression: how far a value may be from its target at no cost
public record GaussianSupportVectors(double c, double factor, double epsilon, boolean scaled)
        implements ClassifierTrainer, RegressorTrainer {

    public GaussianSupportVectors {
        Rules.positive("c", c, 1e5);
        Rules.positive("factor", factor, 1e9);
        Rules.within("epsilon", epsilon, 0, 1e9);
    }

    /// Of a scaled γ.
    public GaussianSupportVectors(double c, double factor, double epsilon) {
        this(c, factor, epsilon, true);
    }

    /// Of a γ that is given; ε of regression is 0.1.
    static GaussianSupportVectors of(double c, double gamma) {
        return new GaussianSupportVectors(c, gamma, 0.1, false);
    }

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        Similarity gaussian = gaussian(rows);
        return gaussian.classifier(
                SupportVectorMachines.classifier(gaussian.gram(rows), labels, Scores.names(classes), c), rows);
    }

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        Similarity gaussian = gaussian(rows);
        return gaussian.regressor(SupportVectorMachines.regressor(gaussian.gram(rows), targets, c, epsilon), rows);
    }

    private Similarity gaussian(double[][] rows) {
        return scaled ? Similarity.gaussian(rows, factor) : Similarity.gaussian(factor);
    }
}
