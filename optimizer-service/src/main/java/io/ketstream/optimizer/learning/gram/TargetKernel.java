package io.ketstream.optimizer.learning.gram;

import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// The kernel matrix of the target itself: what a kernel would be that tells of the target all and
/// of the rest nothing.
public final class TargetKernel {

    private final double[][] matrix;

    private TargetKernel(double[][] matrix) {
        this.matrix = matrix;
    }

    /// 1 for rows of the same class, −1/(classes − 1) for others: of two classes the product of ±1.
    public static TargetKernel ofClasses(int[] labels, int classes) {
        Rules.within("classes", classes, 2, Integer.MAX_VALUE);
        var matrix = new double[labels.length][labels.length];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                matrix[i][j] = labels[i] == labels[j] ? 1 : -1.0 / (classes - 1);
            }
        }
        return new TargetKernel(matrix);
    }

    /// (yᵢ − ȳ)(yⱼ − ȳ)
    public static TargetKernel ofNumbers(double[] targets) {
        double mean = 0;
        for (double target : targets) {
            mean += target;
        }
        mean /= targets.length;
        var matrix = new double[targets.length][targets.length];
        for (int i = 0; i < targets.length; i++) {
            for (int j = 0; j < targets.length; j++) {
                matrix[i][j] = (targets[i] - mean) * (targets[j] - mean);
            }
        }
        return new TargetKernel(matrix);
    }

    /// Between −1 and 1; null where one of the two matrices is 0.
    @Nullable
    Double alignment(double[][] gram) {
        Rules.size("target", matrix.length, gram.length);
        return alignment(gram, matrix);
    }

    @Nullable
    Double centredAlignment(double[][] gram) {
        Rules.size("target", matrix.length, gram.length);
        return alignment(centred(gram), centred(matrix));
    }

    private static @Nullable Double alignment(double[][] first, double[][] second) {
        double product = 0;
        double ofFirst = 0;
        double ofSecond = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < first.length; j++) {
                product += first[i][j] * second[i][j];
                ofFirst += first[i][j] * first[i][j];
                ofSecond += second[i][j] * second[i][j];
            }
        }
        double norms = Math.sqrt(ofFirst) * Math.sqrt(ofSecond);
        // what is left of entries of size 1 that are centred to nothing
        boolean nothing = norms <= 1e-20 * first.length * first.length;
        return nothing ? null : Double.valueOf(product / norms);
    }

    double[][] centred() {
        return centred(matrix);
    }

    static double[][] centred(double[][] symmetric) {
        int size = symmetric.length;
        var means = new double[size];
        double mean = 0;
        for (int i = 0; i < size; i++) {
            for (double entry : symmetric[i]) {
                means[i] += entry;
            }
            means[i] /= size;
            mean += means[i] / size;
        }
        var centred = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                centred[i][j] = symmetric[i][j] - means[i] - means[j] + mean;
            }
        }
        return centred;
    }
}
