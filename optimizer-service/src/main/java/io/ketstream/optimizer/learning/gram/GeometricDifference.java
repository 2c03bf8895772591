package io.ketstream.optimizer.learning.gram;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.kernel.KernelMatrices;
import io.ketstream.optimizer.learning.kernel.Spectrum;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/// How far a quantum kernel can tell rows apart that a classical one takes for the same (H.-Y. Huang et
/// al., Nature Communications 12, 2631 (2021), arXiv 2011.01938, with the regularisation of its
/// supplement): g(K_C‖K_Q) = √‖ √K_Q √K_C (K_C + λI)⁻² √K_C √K_Q ‖ in spectral norm, both matrices scaled
/// to trace m.
///
/// Where g is much below √m the classical kernel learns whatever the quantum one can learn, with as many
/// rows. Where it is of the order of √m the quantum kernel may have an advantage for some target, which
/// says nothing of this one.
public final class GeometricDifference {

    private GeometricDifference() {}

    /// Takes O(m³).
    ///
    /// @param classical K_C
    /// @param quantum K_Q of the same rows
    /// @param lambda λ > 0, of matrices of trace m
    public static double of(double[][] classical, double[][] quantum, double lambda) {
        KernelMatrices.check(classical);
        KernelMatrices.check(quantum);
        Rules.size("quantum", quantum.length, classical.length);
        Rules.positive("lambda", lambda, 1e9);
        int size = classical.length;
        Spectrum spectrum = Spectrum.of(scaled("classical", classical));
        var weighted = new double[size][];
        for (int k = 0; k < size; k++) {
            double value = Math.max(spectrum.value(k), 0);
            double weight = Math.sqrt(value) / (value + lambda);
            weighted[k] = spectrum.vector(k);
            for (int i = 0; i < size; i++) {
                weighted[k][i] *= weight;
            }
        }
        // the same eigenvalues as √K_Q √K_C (K_C + λI)⁻² √K_C √K_Q, in the basis of K_C's eigenvectors
        RealMatrix rows = new Array2DRowRealMatrix(weighted, false);
        double[][] product = rows.multiply(new Array2DRowRealMatrix(scaled("quantum", quantum), false))
                .multiply(rows.transpose())
                .getData();
        return Math.sqrt(Math.max(Spectrum.of(product).value(0), 0));
    }

    private static double[][] scaled(String field, double[][] gram) {
        double trace = 0;
        for (int i = 0; i < gram.length; i++) {
            trace += gram[i][i];
        }
        if (!(trace > 0)) {
            throw new InvalidValueException(field, "must have a trace greater than 0, not " + trace);
        }
        double[][] scaled = KernelMatrices.symmetric(gram);
        for (double[] row : scaled) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= gram.length / trace;
            }
        }
        return scaled;
    }
}
