package io.ketstream.optimizer.learning.gram;

import org.jspecify.annotations.Nullable;

/// The centred alignment of a kernel's matrix K with its target's T, A = ⟨K_c, T_c⟩/(‖K_c‖ ‖T_c‖)
/// (C. Cortes, M. Mohri, A. Rostamizadeh, JMLR 13, 795 (2012)), and its derivatives by the entries
/// of K: ∂A/∂K = T_c/(‖K_c‖ ‖T_c‖) − A K_c/‖K_c‖², since centring is a projection.
public final class CentredAlignment {

    private final double value;
    private final double[][] slopes;

    private CentredAlignment(double value, double[][] slopes) {
        this.value = value;
        this.slopes = slopes;
    }

    /// @param gram symmetric
    /// @return null where one of the centred matrices is 0, as that of rows of one class is
    public static @Nullable CentredAlignment of(double[][] gram, TargetKernel target) {
        Double value = target.centredAlignment(gram);
        if (value == null) {
            return null;
        }
        double[][] kernel = TargetKernel.centred(gram);
        double[][] wanted = target.centred();
        double norm = norm(kernel);
        double ofTarget = norm(wanted);
        var slopes = new double[gram.length][gram.length];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                slopes[i][j] = wanted[i][j] / (norm * ofTarget) - value * kernel[i][j] / (norm * norm);
            }
        }
        return new CentredAlignment(value, slopes);
    }

    private static double norm(double[][] matrix) {
        double squares = 0;
        for (double[] row : matrix) {
            for (double entry : row) {
                squares += entry * entry;
            }
        }
        return Math.sqrt(squares);
    }

    /// A, between −1 and 1.
    public double value() {
        return value;
    }

    /// ∂A/∂K, symmetric: not a copy.
    public double[][] slopes() {
        return slopes;
    }
}
