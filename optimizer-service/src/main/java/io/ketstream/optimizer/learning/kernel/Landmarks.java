package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelExpansion;
import java.util.List;

/// The Nyström approximation of a kernel by m landmarks L (C. K. I. Williams, M. Seeger, NIPS 13,
/// 682 (2001)): k̃(x, y) = k(x, L) W⁺ k(L, y) = φ(x)·φ(y) with φ(x) = Λ^(−1/2) Uᵀ k(L, x), where W
/// = k(L, L) = U Λ Uᵀ.
///
/// Eigenvalues up to a cut-off count as 0, there and in W⁺: what is left of φ has as many numbers
/// as W has others.
public final class Landmarks {

    /// Of the largest eigenvalue: what is not above it is rounding, or is so small that its inverse
    /// makes rounding large.
    public static final double RELATIVE_CUT_OFF = 1e-10;

    private final List<Integer> places;
    private final double[][] whitening;

    private Landmarks(List<Integer> places, double[][] whitening) {
        this.places = List.copyOf(places);
        this.whitening = whitening;
    }

    /// Takes O(m³).
    ///
    /// @param places of the landmarks among the rows of training, ascending
    /// @param kernel W, of the landmarks with each other
    /// @param noise deviation of an entry of W off the diagonal, if it was measured with shots: no
    ///     more than 2√m of it, as far as the spectrum of noise reaches (E. P. Wigner, Ann. Math.
    ///     67, 325 (1958)), is cut off, too; 0: none
    public static Landmarks of(List<Integer> places, double[][] kernel, double noise) {
        KernelMatrices.check(kernel);
        Rules.size("places", places.size(), kernel.length);
        Spectrum spectrum = Spectrum.of(kernel);
        double cutOff = Math.max(RELATIVE_CUT_OFF * spectrum.value(0), 2 * Math.sqrt(kernel.length) * noise);
        int rank = 1;
        while (rank < spectrum.size() && spectrum.value(rank) > cutOff) {
            rank++;
        }
        var whitening = new double[rank][];
        for (int k = 0; k < rank; k++) {
            double root = Math.sqrt(Rules.positive("eigenvalue", spectrum.value(k), Double.MAX_VALUE));
            whitening[k] = spectrum.vector(k);
            for (int j = 0; j < whitening[k].length; j++) {
                whitening[k][j] /= root;
            }
        }
        return new Landmarks(places, whitening);
    }

    /// Where they are among the rows of training.
    public List<Integer> places() {
        return places;
    }

    /// Numbers of φ.
    public int rank() {
        return whitening.length;
    }

    /// φ of rows.
    ///
    /// @param kernel of each row with each landmark
    public double[][] features(double[][] kernel) {
        var features = new double[kernel.length][whitening.length];
        for (int i = 0; i < kernel.length; i++) {
            Rules.size("kernel[" + i + "]", kernel[i].length, places.size());
            for (int k = 0; k < whitening.length; k++) {
                features[i][k] = product(whitening[k], kernel[i]);
            }
        }
        return features;
    }

    /// Λ^(−1/2) Uᵀ, as many rows as φ has numbers: not a copy.
    double[][] whitening() {
        return whitening;
    }

    /// What w·φ(x) + b is of x by its kernel with the landmarks.
    KernelExpansion expansion(double[] weights, double bias) {
        return new KernelExpansion(RealVector.of(coefficients(weights)), bias);
    }

    /// U Λ^(−1/2) w
    double[] coefficients(double[] weights) {
        var coefficients = new double[places.size()];
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < coefficients.length; j++) {
                coefficients[j] += weights[k] * whitening[k][j];
            }
        }
        return coefficients;
    }

    static double product(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }
}
