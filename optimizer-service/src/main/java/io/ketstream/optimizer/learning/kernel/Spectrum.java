package io.ketstream.optimizer.learning.kernel;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/// Eigenvalues and eigenvectors of a symmetric matrix, the largest eigenvalue first.
public final class Spectrum {

    private final EigenDecomposition decomposition;
    private final double[] values;

    private Spectrum(EigenDecomposition decomposition, double shift) {
        this.decomposition = decomposition;
        this.values = decomposition.getRealEigenvalues();
        for (int k = 0; k < values.length; k++) {
            values[k] -= shift;
        }
    }

    /// Takes O(m³).
    ///
    /// @param matrix symmetric but for rounding
    public static Spectrum of(double[][] matrix) {
        double[][] shifted = KernelMatrices.symmetric(matrix);
        double shift = norm(shifted);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i][i] += shift;
        }
        return new Spectrum(new EigenDecomposition(new Array2DRowRealMatrix(shifted, false)), shift);
    }

    /// The largest sum of a row's sizes.
    ///
    /// With it on the diagonal, what is left of rounding where a matrix has many eigenvalues of 0, as kernels
    /// of few qubits have, is small beside its neighbours; else the library's iterations do not end there.
    private static double norm(double[][] matrix) {
        double norm = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double entry : row) {
                sum += Math.abs(entry);
            }
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    public int size() {
        return values.length;
    }

    public double value(int k) {
        return values[k];
    }

    /// Of length 1; the sign is arbitrary.
    public double[] vector(int k) {
        return decomposition.getEigenvector(k).toArray();
    }

    public double smallest() {
        return values[values.length - 1];
    }
}
