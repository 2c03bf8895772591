package io.ketstream.optimizer.learning.control;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.optimizer.minimizer.Evaluation;
import io.ketstream.optimizer.minimizer.Limits;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.optimizer.minimizer.Objective;
import java.util.List;
import java.util.Map;

/// Logistic regression: minimises C Σ −ln p + ½‖w‖² with an intercept that is not penalised; of two classes
/// one function, of more one each with softmax, as scikit-learn's `LogisticRegression`.
///
/// @param c C > 0
public record LogisticRegression(double c) implements ClassifierTrainer {

    private static final Limits LIMITS = new Limits(5000, 20_000, null, 1e-8, 0);

    public LogisticRegression {
        Rules.positive("c", c, 1e9);
    }

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        int functions = Scores.functions(classes);
        int width = rows[0].length + 1;
        // divided by C·rows, so that the tolerance is that of a mean
        Objective loss = new Objective() {
            @Override
            public List<Evaluation> evaluate(List<RealVector> batch) {
                return evaluateWithGradient(batch);
            }

            @Override
            public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
                return batch.stream()
                        .map(point -> evaluation(point.toArray(), rows, labels, functions))
                        .toList();
            }
        };
        double[] weights = Minimizers.RELEASED
                .make(OptimizerType.L_BFGS, "l-bfgs/1", Map.of())
                .minimize(loss, RealVector.zeros(functions * width), LIMITS, seed, _ -> {})
                .parameters()
                .toArray();
        return row -> Scores.decision(scores(weights, row, functions));
    }

    private Evaluation evaluation(double[] weights, double[][] rows, int[] labels, int functions) {
        int width = rows[0].length + 1;
        double scale = 1.0 / rows.length;
        double penalty = scale / c;
        var gradient = new double[weights.length];
        double value = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] scores = scores(weights, rows[i], functions);
            value += scale * Scores.loss(scores, labels[i]);
            double[] slope = Scores.gradient(scores, labels[i]);
            for (int k = 0; k < functions; k++) {
                double factor = scale * slope[k];
                for (int j = 0; j < width - 1; j++) {
                    gradient[k * width + j] += factor * rows[i][j];
                }
                gradient[k * width + width - 1] += factor;
            }
        }
        for (int k = 0; k < functions; k++) {
            for (int j = 0; j < width - 1; j++) {
                double weight = weights[k * width + j];
                value += penalty * weight * weight / 2;
                gradient[k * width + j] += penalty * weight;
            }
        }
        return new Evaluation(value, 0, RealVector.of(gradient));
    }

    private static double[] scores(double[] weights, double[] row, int functions) {
        int width = row.length + 1;
        var scores = new double[functions];
        for (int k = 0; k < functions; k++) {
            for (int j = 0; j < row.length; j++) {
                scores[k] += weights[k * width + j] * row[j];
            }
            scores[k] += weights[k * width + row.length];
        }
        return scores;
    }
}
