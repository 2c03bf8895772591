package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.Rules;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.RegressionScores;

/// Figures of a regression.
public final class RegressionMetrics {

    private RegressionMetrics() {}

    /// @param interval of the root mean square error: [Intervals#bootstrapRmse] of one test part,
    ///     [Intervals#corrected] of folds
    public static RegressionScores scores(double[] truth, double[] told, Interval interval) {
        double mean = 0;
        double absolute = 0;
        for (int i = 0; i < truth.length; i++) {
            mean += truth[i];
            absolute += Math.abs(truth[i] - told[i]);
        }
        mean /= truth.length;
        double total = 0;
        for (double value : truth) {
            total += (value - mean) * (value - mean);
        }
        double[] squares = squares(truth, told);
        Double r2 = total == 0 ? null : Double.valueOf(1 - sum(squares) / total);
        return new RegressionScores(truth.length, r2, rmse(truth, told), interval, absolute / truth.length);
    }

    public static double rmse(double[] truth, double[] told) {
        return Math.sqrt(sum(squares(truth, told)) / truth.length);
    }

    static double[] squares(double[] truth, double[] told) {
        Rules.size("told", told.length, truth.length);
        var squares = new double[truth.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (truth[i] - told[i]) * (truth[i] - told[i]);
        }
        return squares;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
