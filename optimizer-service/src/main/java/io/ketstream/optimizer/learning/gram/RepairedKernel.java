package io.ketstream.optimizer.learning.gram;

import io.ketstream.model.learning.KernelRepair;
import io.ketstream.optimizer.learning.kernel.KernelMatrices;
import io.ketstream.optimizer.learning.kernel.Spectrum;

/// A kernel matrix of training rows, made positive semidefinite: the nearest such matrix in Frobenius norm,
/// in which negative eigenvalues are 0 (N. J. Higham, Linear Algebra and its Applications 103, 103 (1988)).
///
/// Only the matrix of training is repaired, because only training needs a convex problem. Rows of test stay
/// as they were measured: their entries are as noisy as the others', a model's value is linear in them, and
/// a row repaired on its own would depend on which others are predicted with it. Repair comes before a
/// model is trained, and for each training part on its own.
public final class RepairedKernel {

    private final double[][] matrix;
    private final KernelRepair repair;

    private RepairedKernel(double[][] matrix, KernelRepair repair) {
        this.matrix = matrix;
        this.repair = repair;
    }

    /// Takes O(m³). A matrix whose negative eigenvalues are rounding, of size at most m·ε·λ_max, stays as
    /// it is.
    public static RepairedKernel of(double[][] gram) {
        KernelMatrices.check(gram);
        Spectrum spectrum = Spectrum.of(gram);
        int size = gram.length;
        double rounding = size * Math.ulp(1.0) * Math.max(spectrum.value(0), 0);
        if (spectrum.smallest() >= -rounding) {
            return new RepairedKernel(gram, new KernelRepair(0, spectrum.smallest(), 0));
        }
        double[][] repaired = KernelMatrices.symmetric(gram);
        int clipped = 0;
        double squares = 0;
        for (int k = size - 1; k >= 0 && spectrum.value(k) < 0; k--) {
            double value = spectrum.value(k);
            double[] vector = spectrum.vector(k);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    repaired[i][j] -= value * vector[i] * vector[j];
                }
            }
            clipped++;
            squares += value * value;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                repaired[j][i] = repaired[i][j];
            }
        }
        return new RepairedKernel(repaired, new KernelRepair(clipped, spectrum.smallest(), Math.sqrt(squares)));
    }

    /// The matrix to train on; the one that was given where nothing was to be done.
    public double[][] matrix() {
        return matrix;
    }

    public KernelRepair repair() {
        return repair;
    }
}
