package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.learning.PosteriorVariance;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.jspecify.annotations.Nullable;

/// Products of a matrix Φ of features, a row for each row of training, r columns.
final class FeatureProducts {

    private FeatureProducts() {}

    /// Φᵀ diag(w) Φ, symmetric to the bit.
    ///
    /// @param weights w; null: ones
    static double[][] weighted(double[][] features, double @Nullable [] weights) {
        int size = features[0].length;
        var products = new double[size][size];
        for (int i = 0; i < features.length; i++) {
            double[] row = features[i];
            double weight = weights == null ? 1 : weights[i];
            for (int k = 0; k < size; k++) {
                double factor = weight * row[k];
                double[] sums = products[k];
                for (int l = 0; l <= k; l++) {
                    sums[l] += factor * row[l];
                }
            }
        }
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < k; l++) {
                products[l][k] = products[k][l];
            }
        }
        return products;
    }

    /// Φ w
    static double[] times(double[][] features, double[] weights) {
        var values = new double[features.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Landmarks.product(features[i], weights);
        }
        return values;
    }

    /// Φᵀ v
    static double[] transposed(double[][] features, double[] values) {
        var sums = new double[features[0].length];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += values[i] * features[i][k];
            }
        }
        return sums;
    }

    /// Of a Gaussian process at x: k(x, x) − φ(x)ᵀ A (A + λI)⁻¹ φ(x), by a lower triangular V.
    ///
    /// @param products A
    static PosteriorVariance variance(Landmarks landmarks, double[][] products, double ridge, double prior) {
        Spectrum spectrum = Spectrum.of(products);
        double[][] whitening = landmarks.whitening();
        var explained = new double[spectrum.size()][];
        for (int k = 0; k < explained.length; k++) {
            double value = Math.max(spectrum.value(k), 0);
            double share = Math.sqrt(value / (value + ridge));
            double[] vector = spectrum.vector(k);
            explained[k] = new double[whitening[0].length];
            for (int l = 0; l < vector.length; l++) {
                for (int j = 0; j < explained[k].length; j++) {
                    explained[k][j] += share * vector[l] * whitening[l][j];
                }
            }
        }
        return new PosteriorVariance(prior, RealMatrix.of(lowerTriangular(explained)));
    }

    /// A lower triangular V with VᵀV = SᵀS: with its columns in reverse, S is Q R.
    ///
    /// @param matrix S, not more rows than columns
    private static double[][] lowerTriangular(double[][] matrix) {
        int rows = matrix.length;
        int columns = matrix[0].length;
        var reversed = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                reversed[i][j] = matrix[i][columns - 1 - j];
            }
        }
        double[][] upper = new QRDecomposition(new Array2DRowRealMatrix(reversed, false))
                .getR()
                .getData();
        var lower = new double[columns][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = i; j < columns; j++) {
                lower[columns - 1 - i][columns - 1 - j] = upper[i][j];
            }
        }
        return lower;
    }
}
