package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.ClassificationScores;
import io.ketstream.model.learning.Interval;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures of a classification, defined as scikit-learn defines them.
public final class ClassificationMetrics {

    /// A probability that is told as 0 counts as this.
    private static final double LEAST = Math.ulp(1.0);

    private ClassificationMetrics() {}

    /// @param truth the class of each row, from 0
    /// @param told what was told of it
    /// @param probabilities what was told of each row and class, or null
    /// @param interval of the accuracy: [Intervals#wilson] of one test part, [Intervals#corrected] of folds
    public static ClassificationScores scores(
            int[] truth, int[] told, int classes, @Nullable List<RealVector> probabilities, Interval interval) {
        Rules.size("told", told.length, truth.length);
        var confusion = new int[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            confusion[truth[i]][told[i]]++;
        }
        return new ClassificationScores(
                truth.length,
                (double) right(truth, told) / truth.length,
                interval,
                balanced(confusion),
                macroF1(confusion),
                Arrays.stream(confusion)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                probabilities == null ? null : Double.valueOf(logLoss(truth, probabilities)));
    }

    public static int right(int[] truth, int[] told) {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] == told[i]) {
                right++;
            }
        }
        return right;
    }

    private static double balanced(int[][] confusion) {
        double sum = 0;
        int there = 0;
        for (int k = 0; k < confusion.length; k++) {
            int rows = Arrays.stream(confusion[k]).sum();
            if (rows > 0) {
                sum += (double) confusion[k][k] / rows;
                there++;
            }
        }
        return sum / there;
    }

    private static double macroF1(int[][] confusion) {
        double sum = 0;
        int classes = 0;
        for (int k = 0; k < confusion.length; k++) {
            int either = Arrays.stream(confusion[k]).sum();
            for (int[] row : confusion) {
                either += row[k];
            }
            if (either > 0) {
                sum += 2.0 * confusion[k][k] / either;
                classes++;
            }
        }
        return sum / classes;
    }

    private static double logLoss(int[] truth, List<RealVector> probabilities) {
        Rules.size("probabilities", probabilities.size(), truth.length);
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double p = probabilities.get(i).get(truth[i]);
            sum -= StrictMath.log(Math.min(Math.max(p, LEAST), 1 - LEAST));
        }
        return sum / truth.length;
    }
}
