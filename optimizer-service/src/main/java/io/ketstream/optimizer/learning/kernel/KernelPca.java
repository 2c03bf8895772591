package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelPrincipalComponents;
import java.util.ArrayList;
import java.util.Arrays;

/// Principal components in the space of a kernel.
public final class KernelPca {

    /// Of the largest eigenvalue: a smaller one is rounding.
    private static final double ROUNDING = 1e-12;

    private KernelPca() {}

    /// @throws InvalidValueException when the centred matrix has not so many eigenvalues greater
    ///     than 0
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
        var functions = new ArrayList<KernelExpansion>();
        for (int k = 0; k < components; k++) {
            double eigenvalue = eigenvalue(spectrum, k);
            double[] vector = spectrum.vector(k);
            double[] direction = scaled(vector, signed(vector, 1 / Math.sqrt(eigenvalue)));
            functions.add(function(direction, columnMeans, mean));
        }
        return new KernelPrincipalComponents(
                KernelRidge.all(rows), functions, eigenvalues(spectrum, components), trace(centred));
    }

    /// Of rows by features, whose inner products are the kernel.
    ///
    /// @throws InvalidValueException when their covariance has not so many eigenvalues greater than
    ///     0
    static KernelPrincipalComponents fit(Landmarks landmarks, double[][] features, int components) {
        Rules.within("components", components, 1, landmarks.rank());
        double[] means = scaled(FeatureProducts.transposed(features, ones(features.length)), 1.0 / features.length);
        var centred = new double[features.length][];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = Targets.minus(features[i], means);
        }
        double[][] products = FeatureProducts.weighted(centred, null);
        Spectrum spectrum = Spectrum.of(products);
        var functions = new ArrayList<KernelExpansion>();
        for (int k = 0; k < components; k++) {
            eigenvalue(spectrum, k);
            double[] vector = spectrum.vector(k);
            double[] direction = scaled(vector, signed(FeatureProducts.times(centred, vector), 1));
            functions.add(landmarks.expansion(direction, -Landmarks.product(direction, means)));
        }
        return new KernelPrincipalComponents(
                landmarks.places(), functions, eigenvalues(spectrum, components), trace(products));
    }

    private static double eigenvalue(Spectrum spectrum, int k) {
        double eigenvalue = spectrum.value(k);
        if (!(eigenvalue > ROUNDING * spectrum.value(0))) {
            throw new InvalidValueException("components", "must be at most " + k + " for this kernel matrix");
        }
        return eigenvalue;
    }

    private static RealVector eigenvalues(Spectrum spectrum, int components) {
        var values = new double[components];
        for (int k = 0; k < components; k++) {
            values[k] = spectrum.value(k);
        }
        return RealVector.of(values);
    }

    private static double trace(double[][] matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }

    /// Σᵢ dᵢ (k(x, xᵢ) − k̄ᵢ − k̄(x) + k̄), where k̄(x) is the mean of k(x, xᵢ).
    private static KernelExpansion function(double[] direction, double[] columnMeans, double mean) {
        double sum = Landmarks.product(direction, ones(direction.length));
        var coefficients = new double[direction.length];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = direction[i] - sum / direction.length;
        }
        return new KernelExpansion(RealVector.of(coefficients), mean * sum - Landmarks.product(direction, columnMeans));
    }

    private static double[] ones(int size) {
        var ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] scaled(double[] vector, double factor) {
        var scaled = new double[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor * vector[i];
        }
        return scaled;
    }

    /// The factor by whose sign the largest value becomes positive; of values alike but for
    /// rounding the first counts.
    private static double signed(double[] values, double factor) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i]) > Math.abs(values[largest]) * (1 + 1e-8)) {
                largest = i;
            }
        }
        return Math.copySign(factor, values[largest]);
    }
}
