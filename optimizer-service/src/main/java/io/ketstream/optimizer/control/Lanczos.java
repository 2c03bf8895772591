package io.ketstream.optimizer.control;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;

/// The lowest eigenvalue by Lanczos' method with full reorthogonalisation (G. H. Golub, C. F. Van Loan, Matrix
/// Computations, section 10.3) from a seeded random start.
final class Lanczos {

    private static final int MOST_STEPS = 400;
    private static final int CHECK_EVERY = 5;

    /// @param residual ‖Hv − Ev‖ of the eigenvector: an eigenvalue lies within it of `energy`
    record GroundState(double energy, double residual, int applications) {}

    private Lanczos() {}

    /// The ground state with a residual of at most `tolerance`, or null when `applications` of the matrix do not
    /// suffice. A random start has a component along the ground space with probability 1.
    static @Nullable GroundState groundState(PauliMatrix matrix, double tolerance, long applications, long seed) {
        List<double[]> basis = new ArrayList<>();
        List<Double> diagonal = new ArrayList<>();
        List<Double> offDiagonal = new ArrayList<>();
        double[] vector = randomUnit(2 * matrix.dimension(), seed);
        long most = Math.min(Math.min(MOST_STEPS, applications), matrix.dimension());
        for (int step = 1; step <= most; step++) {
            basis.add(vector);
            double[] next = matrix.apply(vector);
            diagonal.add(real(vector, next));
            orthogonalise(next, basis);
            orthogonalise(next, basis);
            double norm = Math.sqrt(real(next, next));
            if (step % CHECK_EVERY == 0 || step == most || norm <= tolerance) {
                GroundState found = lowest(diagonal, offDiagonal, norm, step);
                if (found.residual() <= tolerance) {
                    return found;
                }
            }
            offDiagonal.add(norm);
            for (int i = 0; i < next.length; i++) {
                next[i] /= norm;
            }
            vector = next;
        }
        return null;
    }

    private static GroundState lowest(List<Double> diagonal, List<Double> offDiagonal, double norm, int step) {
        double[] main = diagonal.stream().mapToDouble(x -> x).toArray();
        double[] secondary = offDiagonal.stream().mapToDouble(x -> x).toArray();
        if (main.length == 1) {
            return new GroundState(main[0], norm, step);
        }
        var decomposition = new EigenDecomposition(main, secondary);
        double[] values = decomposition.getRealEigenvalues();
        int lowest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[lowest]) {
                lowest = i;
            }
        }
        double last = decomposition.getEigenvector(lowest).getEntry(main.length - 1);
        return new GroundState(values[lowest], norm * Math.abs(last), step);
    }

    /// next ← next − Σ ⟨vₖ|next⟩ vₖ
    private static void orthogonalise(double[] next, List<double[]> basis) {
        int half = next.length / 2;
        for (double[] v : basis) {
            double re = real(v, next);
            double im = 0;
            for (int b = 0; b < half; b++) {
                im += v[b] * next[half + b] - v[half + b] * next[b];
            }
            for (int b = 0; b < half; b++) {
                next[b] -= re * v[b] - im * v[half + b];
                next[half + b] -= re * v[half + b] + im * v[b];
            }
        }
    }

    /// Re ⟨a|b⟩
    private static double real(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] randomUnit(int size, long seed) {
        var random = new MersenneTwister(seed);
        double[] vector = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = random.nextGaussian();
        }
        double norm = Math.sqrt(real(vector, vector));
        for (int i = 0; i < size; i++) {
            vector[i] /= norm;
        }
        return vector;
    }
}
