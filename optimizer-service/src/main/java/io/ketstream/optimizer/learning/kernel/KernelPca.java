package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelPrincipalComponents;

/// Principal components in the space of a kernel.
public final class KernelPca {

    /// Of the largest eigenvalue: a smaller one is rounding.
    private static final double ROUNDING = 1e-12;

    private KernelPca() {}

    /// @throws InvalidValueException when the centred matrix has not so many eigenvalues greater than 0
    public static KernelPrincipalComponents fit(double[][] gram, int components) {
        KernelMatrices.check(gram);
        int rows = gram.length;
        Rules.within("components", components, 1, rows);
        var columnMeans = new double[rows];
        double mean = 0;
        for (int j = 0; j < rows; j++) {
            for (double[] row : gram) {
                columnMeans[j] += row[j];
            }
            columnMeans[j] /= rows;
            mean += columnMeans[j];
        }
        mean /= rows;
        var centred = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                centred[i][j] = gram[i][j] - columnMeans[i] - columnMeans[j] + mean;
            }
        }
        Spectrum spectrum = Spectrum.of(centred);
        var directions = new RealVector[components];
        var eigenvalues = new double[components];
        for (int k = 0; k < components; k++) {
            eigenvalues[k] = spectrum.value(k);
            if (!(eigenvalues[k] > ROUNDING * spectrum.value(0))) {
                throw new InvalidValueException("components", "must be at most " + k + " for this kernel matrix");
            }
            directions[k] = direction(spectrum.vector(k), eigenvalues[k]);
        }
        return new KernelPrincipalComponents(
                RealMatrix.of(directions), RealVector.of(eigenvalues), RealVector.of(columnMeans), mean);
    }

    private static RealVector direction(double[] vector, double eigenvalue) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            // of entries alike but for rounding the first
            if (Math.abs(vector[i]) > Math.abs(vector[largest]) * (1 + 1e-8)) {
                largest = i;
            }
        }
        double factor = Math.copySign(1 / Math.sqrt(eigenvalue), vector[largest]);
        var scaled = new double[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor * vector[i];
        }
        return RealVector.of(scaled);
    }
}
