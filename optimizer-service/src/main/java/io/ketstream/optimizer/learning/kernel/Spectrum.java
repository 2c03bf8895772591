package io.ketstream.optimizer.learning.kernel;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/// Eigenvalues and eigenvectors of a symmetric matrix, the largest eigenvalue first.
public final class Spectrum {

    private final EigenDecomposition decomposition;
    private final double[] values;

    private Spectrum(EigenDecomposition decomposition) {
        this.decomposition = decomposition;
        this.values = decomposition.getRealEigenvalues();
    }

    /// Takes O(m³): some 3 s for m = 1000.
    ///
    /// @param matrix symmetric but for rounding
    public static Spectrum of(double[][] matrix) {
        return new Spectrum(new EigenDecomposition(new Array2DRowRealMatrix(KernelMatrices.symmetric(matrix), false)));
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
