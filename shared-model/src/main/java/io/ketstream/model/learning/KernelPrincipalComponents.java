package io.ketstream.model.learning;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;

/// Kernel principal components (B. Schölkopf, A. Smola, K.-R. Müller, Neural Computation 10, 1299 (1998))
/// of rows of training.
///
/// @param directions a component in a row, largest eigenvalue first: eigenvectors of the centred kernel
///     matrix divided by √λ; the largest entry of each is positive
/// @param eigenvalues λ of the centred kernel matrix
/// @param columnMeans means of the columns of the kernel matrix of training
/// @param mean of all of its entries
public record KernelPrincipalComponents(
        RealMatrix directions, RealVector eigenvalues, RealVector columnMeans, double mean) {

    public KernelPrincipalComponents {
        Rules.size("eigenvalues", Rules.required("eigenvalues", eigenvalues).size(), directions.rows());
        Rules.size("columnMeans", Rules.required("columnMeans", columnMeans).size(), directions.columns());
    }

    /// The components of a row.
    ///
    /// @param kernelRow k(x, xᵢ) for every row xᵢ of training
    public RealVector project(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, columnMeans.size());
        double own = 0;
        for (double entry : kernelRow) {
            own += entry;
        }
        own /= kernelRow.length;
        var components = new double[directions.rows()];
        for (int k = 0; k < components.length; k++) {
            for (int i = 0; i < kernelRow.length; i++) {
                components[k] += directions.get(k, i) * (kernelRow[i] - columnMeans.get(i) - own + mean);
            }
        }
        return RealVector.of(components);
    }
}
