package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.kernel.MatrixModels;
import io.ketstream.optimizer.learning.kernel.StoppingRule;

/// Support vector machines with the kernel exp(−γ‖x − y‖²), γ = factor / (columns · variance of all
/// entries): of factor 1 scikit-learn's `SVC(gamma='scale')` and `SVR(gamma='scale')`.
///
/// @param scaled whether γ is that, or the factor itself
/// @param c 0 < C ≤ 1e5
/// @param factor of γ
/// @param epsilon of regression: how far a value may be from its target at no cost
/// @param rule by which the solver stops
public record GaussianSupportVectors(double c, double factor, double epsilon, boolean scaled, StoppingRule rule)
        implements ClassifierTrainer, RegressorTrainer {

    public GaussianSupportVectors {
        Rules.positive("c", c, 1e5);
        Rules.positive("factor", factor, 1e9);
        Rules.within("epsilon", epsilon, 0, 1e9);
    }

    /// Of a scaled γ.
    public GaussianSupportVectors(double c, double factor, double epsilon, StoppingRule rule) {
        this(c, factor, epsilon, true, rule);
    }

    /// Of a γ that is given; ε of regression is 0.1.
    static GaussianSupportVectors of(double c, double gamma, StoppingRule rule) {
        return new GaussianSupportVectors(c, gamma, 0.1, false, rule);
    }

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        Similarity gaussian = gaussian(rows);
        return gaussian.classifier(models(gaussian, rows).machine(labels, Scores.names(classes), c, null), rows);
    }

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        Similarity gaussian = gaussian(rows);
        return gaussian.regressor(models(gaussian, rows).machine(targets, c, epsilon), rows);
    }

    private MatrixModels models(Similarity gaussian, double[][] rows) {
        return new MatrixModels(gaussian.gram(rows), rule);
    }

    private Similarity gaussian(double[][] rows) {
        return scaled ? Similarity.gaussian(rows, factor) : Similarity.gaussian(factor);
    }
}
