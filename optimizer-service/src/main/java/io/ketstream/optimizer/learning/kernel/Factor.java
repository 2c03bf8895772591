package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/// The Cholesky factor L of a positive definite matrix A = L Lᵀ.
public final class Factor {

    private final CholeskyDecomposition decomposition;
    private final double[][] lower;

    private Factor(CholeskyDecomposition decomposition) {
        this.decomposition = decomposition;
        this.lower = decomposition.getL().getData();
    }

    /// @param field what must be larger when the matrix is not positive definite
    /// @param matrix symmetric to the bit
    /// @throws InvalidValueException naming `field`, when it is not positive definite
    public static Factor of(String field, double[][] matrix) {
        try {
            return new Factor(new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-15, 0));
        } catch (NonPositiveDefiniteMatrixException singular) {
            var refusal = new InvalidValueException(field, "must be larger: the matrix is singular but for rounding");
            refusal.initCause(singular);
            throw refusal;
        }
    }

    /// A⁻¹ b
    public double[] solve(double[] right) {
        return decomposition
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    /// ½ log det A
    double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += StrictMath.log(lower[i][i]);
        }
        return sum;
    }

    /// L⁻¹ diag(d)
    RealMatrix inverseTimes(double[] diagonal) {
        int size = lower.length;
        var inverse = new double[size][size];
        for (int i = 0; i < size; i++) {
            double[] row = inverse[i];
            for (int k = 0; k < i; k++) {
                double factor = lower[i][k];
                double[] above = inverse[k];
                for (int j = 0; j <= k; j++) {
                    row[j] -= factor * above[j];
                }
            }
            row[i] = diagonal[i];
            for (int j = 0; j <= i; j++) {
                row[j] /= lower[i][i];
            }
        }
        return RealMatrix.of(inverse);
    }
}
