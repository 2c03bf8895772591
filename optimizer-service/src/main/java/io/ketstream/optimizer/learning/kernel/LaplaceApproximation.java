package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.GaussianProcessClassifier.LatentProcess;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.PosteriorVariance;

/// The mode of a latent Gaussian process under logistic likelihood, and the normal distribution around it
/// (C. E. Rasmussen, C. K. I. Williams, Gaussian Processes for Machine Learning (2006), algorithm 3.1), by
/// Newton's method until the latent values stand still.
final class LaplaceApproximation {

    private static final int MOST_STEPS = 100;
    private static final double TOLERANCE = 1e-12;

    private final double[][] kernel;
    private final double[] sides;
    private double[] latent;
    private double[] gradient;
    private double[] root;
    private Factor factor;

    private LaplaceApproximation(double[][] kernel, double[] sides) {
        this.kernel = kernel;
        this.sides = sides;
        latent = new double[sides.length];
        gradient = new double[sides.length];
        root = new double[sides.length];
        factor = expand();
    }

    /// @param kernel symmetric to the bit
    /// @param sides +1 or −1
    static LatentProcess process(double[][] kernel, double[] sides, double prior) {
        var approximation = new LaplaceApproximation(kernel, sides);
        double[] weights = approximation.ascend();
        return new LatentProcess(
                new KernelExpansion(RealVector.of(approximation.gradient), 0),
                new PosteriorVariance(prior, approximation.factor.inverseTimes(approximation.root)),
                approximation.likelihood(weights));
    }

    /// Gradient of the log likelihood, root of its curvature and factor of B = I + √W K √W at the latent
    /// values.
    private Factor expand() {
        int size = sides.length;
        var b = new double[size][size];
        for (int i = 0; i < size; i++) {
            double small = StrictMath.exp(-Math.abs(latent[i]));
            double chance = latent[i] >= 0 ? 1 / (1 + small) : small / (1 + small);
            gradient[i] = (sides[i] + 1) / 2 - chance;
            root[i] = Math.sqrt(small) / (1 + small);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                b[i][j] = root[i] * kernel[i][j] * root[j];
            }
            b[i][i] += 1;
        }
        // √W K √W of a matrix that noise has made indefinite can be below −1
        return Factor.of("gram", b);
    }

    /// @return a with latent values K a
    private double[] ascend() {
        var weights = new double[sides.length];
        for (int step = 0; step < MOST_STEPS; step++) {
            weights = newton();
            double[] next = times(weights);
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - latent[i]));
            }
            latent = next;
            factor = expand();
            if (moved < TOLERANCE) {
                break;
            }
        }
        return weights;
    }

    private double[] newton() {
        int size = sides.length;
        var right = new double[size];
        for (int i = 0; i < size; i++) {
            right[i] = root[i] * root[i] * latent[i] + gradient[i];
        }
        double[] scaled = times(right);
        for (int i = 0; i < size; i++) {
            scaled[i] *= root[i];
        }
        double[] solved = factor.solve(scaled);
        for (int i = 0; i < size; i++) {
            right[i] -= root[i] * solved[i];
        }
        return right;
    }

    private double likelihood(double[] weights) {
        double sum = 0;
        for (int i = 0; i < sides.length; i++) {
            double margin = sides[i] * latent[i];
            double loss = Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
            sum -= weights[i] * latent[i] / 2 + loss;
        }
        return sum - factor.halfLogDeterminant();
    }

    private double[] times(double[] vector) {
        var product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += kernel[i][j] * vector[j];
            }
        }
        return product;
    }
}
