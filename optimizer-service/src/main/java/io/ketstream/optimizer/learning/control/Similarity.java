package io.ketstream.optimizer.learning.control;

import io.ketstream.model.learning.KernelClassifier;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelRegressor;

/// A classical kernel function.
public interface Similarity {

    double of(double[] first, double[] second);

    default double[][] gram(double[][] rows) {
        var gram = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = of(rows[i], rows[j]);
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    /// @param rows those of training
    default Classifier classifier(KernelClassifier model, double[][] rows) {
        return row -> model.decide(needed(model, rows, row));
    }

    default Regressor regressor(KernelRegressor model, double[][] rows) {
        return row -> model.decide(needed(model, rows, row)).value();
    }

    private double[] needed(KernelModel model, double[][] rows, double[] row) {
        return model.rows().stream().mapToDouble(i -> of(row, rows[i])).toArray();
    }

    /// x · y
    static double product(double[] first, double[] second) {
        double sum = 0;
        for (int j = 0; j < first.length; j++) {
            sum += first[j] * second[j];
        }
        return sum;
    }

    /// [#gaussian(double)] of γ = factor/(d · variance of all entries), which scikit-learn calls
    /// `scale`; of the factor itself where they do not vary.
    static Similarity gaussian(double[][] rows, double factor) {
        double count = (double) rows.length * rows[0].length;
        double mean = 0;
        for (double[] row : rows) {
            for (double entry : row) {
                mean += entry / count;
            }
        }
        double variance = 0;
        for (double[] row : rows) {
            for (double entry : row) {
                variance += (entry - mean) * (entry - mean) / count;
            }
        }
        return gaussian(variance == 0 ? factor : factor / (rows[0].length * variance));
    }

    /// exp(−γ‖x − y‖²)
    static Similarity gaussian(double gamma) {
        return (first, second) -> {
            double square = 0;
            for (int j = 0; j < first.length; j++) {
                square += (first[j] - second[j]) * (first[j] - second[j]);
            }
            return StrictMath.exp(-gamma * square);
        };
    }
}
