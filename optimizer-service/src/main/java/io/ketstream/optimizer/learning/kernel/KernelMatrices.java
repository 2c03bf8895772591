package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;

/// Checks of kernel matrices, and parts of them.
public final class KernelMatrices {

    private KernelMatrices() {}

    /// @throws InvalidValueException unless `gram` is square, of finite numbers, and symmetric but for
    ///     rounding
    public static void check(double[][] gram) {
        if (gram.length == 0) {
            throw new InvalidValueException("gram", "must have at least one row");
        }
        for (int i = 0; i < gram.length; i++) {
            Rules.size("gram[" + i + "]", gram[i].length, gram.length);
            for (int j = 0; j < gram.length; j++) {
                if (!(Math.abs(gram[i][j]) <= 1e100)) {
                    throw new InvalidValueException(
                            "gram[" + i + "][" + j + "]", "must be a number of at most 1e100 in size");
                }
            }
            for (int j = 0; j < i; j++) {
                if (Math.abs(gram[i][j] - gram[j][i]) > 1e-9 * Math.max(1, Math.abs(gram[i][j]))) {
                    throw new InvalidValueException(
                            "gram[" + i + "][" + j + "]", "must be symmetric: differs from its mirror entry");
                }
            }
        }
    }

    /// The entries of some rows and columns.
    public static double[][] part(double[][] matrix, int[] rows, int[] columns) {
        var part = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                part[i][j] = matrix[rows[i]][columns[j]];
            }
        }
        return part;
    }

    /// (K + Kᵀ)/2, a new matrix.
    public static double[][] symmetric(double[][] gram) {
        var mean = new double[gram.length][gram.length];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                mean[i][j] = (gram[i][j] + gram[j][i]) / 2;
            }
        }
        return mean;
    }
}
