package io.ketstream.model.learning;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.Rules;

/// The variance of a Gaussian process at x once it has seen the rows of training: k(x, x) − ‖V k(x)‖².
///
/// @param prior k(x, x), the same for every x: 1 for every kernel that is a fidelity or a Gaussian
/// @param whitening V, lower triangular, as many rows and columns as there are rows of training
public record PosteriorVariance(double prior, RealMatrix whitening) {

    public PosteriorVariance {
        Rules.positive("prior", prior, 1e100);
        Rules.size("whitening", Rules.required("whitening", whitening).columns(), whitening.rows());
    }

    /// At least 0, whatever rounding says.
    double at(double[] kernelRow) {
        double explained = 0;
        for (int i = 0; i < kernelRow.length; i++) {
            double entry = 0;
            for (int j = 0; j <= i; j++) {
                entry += whitening.get(i, j) * kernelRow[j];
            }
            explained += entry * entry;
        }
        return Math.max(prior - explained, 0);
    }
}
