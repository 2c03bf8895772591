package io.ketstream.model.problem;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.Rules;

/// Checks that a matrix can be a covariance: square, symmetric and positive semidefinite.
final class PositiveSemidefinite {

    /// Relative to the largest entry; what rounding of input in decimal text to a dozen digits leaves.
    private static final double TOLERANCE = 1e-9;

    private PositiveSemidefinite() {}

    static void check(String field, RealMatrix matrix, int size) {
        Rules.size(field, matrix.rows(), size);
        Rules.size(field + "[0]", matrix.columns(), size);
        double largest = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                largest =
                        Math.max(largest, Math.abs(Rules.moderate(field + "[" + i + "][" + j + "]", matrix.get(i, j))));
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(matrix.get(i, j) - matrix.get(j, i)) > TOLERANCE * largest) {
                    throw new InvalidValueException(
                            field + "[" + i + "][" + j + "]", "must be symmetric: differs from its mirror entry");
                }
            }
        }
        checkPivots(field, matrix.toArray(), size, TOLERANCE * largest * size);
    }

    /// Cholesky factorisation with diagonal pivoting: stops at the first pivot that is negative, or, once all remaining
    /// pivots vanish, at an off-diagonal entry that does not.
    private static void checkPivots(String field, double[][] a, int size, double tolerance) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int i = k; i < size; i++) {
                if (a[order[i]][order[i]] < -tolerance) {
                    throw refusal(field);
                }
                if (a[order[i]][order[i]] > a[order[pivot]][order[pivot]]) {
                    pivot = i;
                }
            }
            int swapped = order[k];
            order[k] = order[pivot];
            order[pivot] = swapped;
            double diagonal = a[order[k]][order[k]];
            if (diagonal <= tolerance) {
                checkVanishing(field, a, order, k, tolerance);
                return;
            }
            for (int i = k + 1; i < size; i++) {
                double factor = a[order[i]][order[k]] / diagonal;
                for (int j = k + 1; j < size; j++) {
                    a[order[i]][order[j]] -= factor * a[order[k]][order[j]];
                }
            }
        }
    }

    private static void checkVanishing(String field, double[][] a, int[] order, int from, double tolerance) {
        for (int i = from; i < order.length; i++) {
            for (int j = from; j < i; j++) {
                // |a_ij|² ≤ a_ii a_jj for a semidefinite remainder whose diagonal is at most the tolerance
                if (Math.abs(a[order[i]][order[j]]) > 2 * tolerance) {
                    throw refusal(field);
                }
            }
        }
    }

    private static InvalidValueException refusal(String field) {
        return new InvalidValueException(field, "must be positive semidefinite");
    }
}
