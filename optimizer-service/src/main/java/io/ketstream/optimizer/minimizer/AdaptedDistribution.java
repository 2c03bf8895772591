package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.random.MersenneTwister;

/// The normal distribution N(m, σ²C) of CMA-ES and its adaptation (N. Hansen, The CMA Evolution Strategy: A Tutorial,
/// arXiv 1604.00772, figure 6 with the positive weights of eq. 49–53 only).
final class AdaptedDistribution {

    private final int size;
    private final MersenneTwister random;
    private final double[] weights;
    private final double effective;
    private final double stepRate;
    private final double stepDamping;
    private final double pathRate;
    private final double rankOneRate;
    private final double rankManyRate;
    private final double expectedNorm;

    private final double[] mean;
    private final double[][] covariance;
    private final double[] stepPath;
    private final double[] path;
    private double sigma;
    private int generation;

    /// C = B diag(d²) Bᵀ; columns of B.
    private double[][] axes;
    private double[] lengths;
    /// Of the last sample, (x − m)/σ.
    private double[][] steps = new double[0][];
    private final int population;

    AdaptedDistribution(double[] start, double sigma, int population, long seed) {
        this.size = start.length;
        this.random = new MersenneTwister(seed);
        this.population = population;
        this.mean = start;
        this.sigma = sigma;
        this.weights = weights(population);
        double n = size;
        effective = 1 / Vectors.dot(weights, weights);
        stepRate = (effective + 2) / (n + effective + 5);
        stepDamping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + stepRate;
        pathRate = (4 + effective / n) / (n + 4 + 2 * effective / n);
        rankOneRate = 2 / ((n + 1.3) * (n + 1.3) + effective);
        rankManyRate = Math.min(1 - rankOneRate, 2 * (effective - 2 + 1 / effective) / ((n + 2) * (n + 2) + effective));
        expectedNorm = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        stepPath = new double[size];
        path = new double[size];
        covariance = identity(size);
        axes = identity(size);
        lengths = new double[size];
        Arrays.fill(lengths, 1);
    }

    List<RealVector> sample() {
        var points = new ArrayList<RealVector>();
        steps = new double[population][];
        for (int k = 0; k < population; k++) {
            double[] step = new double[size];
            for (int j = 0; j < size; j++) {
                step = Vectors.plus(step, lengths[j] * random.nextGaussian(), axes[j]);
            }
            steps[k] = step;
            points.add(RealVector.of(Vectors.plus(mean, sigma, step)));
        }
        return points;
    }

    /// Learns from the last sample; `ranks` are its indexes, best first.
    void adapt(Integer[] ranks) {
        generation++;
        double[] move = new double[size];
        for (int i = 0; i < weights.length; i++) {
            move = Vectors.plus(move, weights[i], steps[ranks[i]]);
        }
        System.arraycopy(Vectors.plus(mean, sigma, move), 0, mean, 0, size);

        double[] white = whitened(move);
        double stepGain = Math.sqrt(stepRate * (2 - stepRate) * effective);
        double pathGain = Math.sqrt(pathRate * (2 - pathRate) * effective);
        for (int i = 0; i < size; i++) {
            stepPath[i] = (1 - stepRate) * stepPath[i] + stepGain * white[i];
        }
        double norm = Math.sqrt(Vectors.dot(stepPath, stepPath));
        double bias = Math.sqrt(1 - StrictMath.pow(1 - stepRate, 2.0 * generation));
        boolean moving = norm / bias < (1.4 + 2.0 / (size + 1)) * expectedNorm;
        for (int i = 0; i < size; i++) {
            path[i] = (1 - pathRate) * path[i] + (moving ? pathGain * move[i] : 0);
        }
        updateCovariance(ranks, moving);
        sigma *= StrictMath.exp(Math.min(1, stepRate / stepDamping * (norm / expectedNorm - 1)));
        decompose();
    }

    /// The largest standard deviation over all directions.
    double width() {
        return sigma * Vectors.largest(lengths);
    }

    private void updateCovariance(Integer[] ranks, boolean moving) {
        double lost = moving ? 0 : pathRate * (2 - pathRate);
        double keep = 1 - rankOneRate - rankManyRate + rankOneRate * lost;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rankMany = 0;
                for (int k = 0; k < weights.length; k++) {
                    double[] step = steps[ranks[k]];
                    rankMany += weights[k] * step[i] * step[j];
                }
                double updated = keep * covariance[i][j] + rankOneRate * path[i] * path[j] + rankManyRate * rankMany;
                covariance[i][j] = updated;
                covariance[j][i] = updated;
            }
        }
    }

    /// C^(−1/2) v
    private double[] whitened(double[] v) {
        double[] white = new double[size];
        for (int j = 0; j < size; j++) {
            white = Vectors.plus(white, Vectors.dot(axes[j], v) / lengths[j], axes[j]);
        }
        return white;
    }

    private void decompose() {
        var decomposition = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        double[] values = decomposition.getRealEigenvalues();
        double floor = 1e-14 * Math.max(Vectors.largest(values), Double.MIN_NORMAL);
        for (int j = 0; j < size; j++) {
            axes[j] = decomposition.getEigenvector(j).toArray();
            lengths[j] = Math.sqrt(Math.max(values[j], floor));
        }
    }

    /// The better half, logarithmically less for the worse, sum 1.
    private static double[] weights(int population) {
        double[] weights = new double[population / 2];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1);
            sum += weights[i];
        }
        return Vectors.plus(new double[weights.length], 1 / sum, weights);
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }
}
