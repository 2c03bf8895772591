package io.ketstream.optimizer.learning.control;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;

/// Adam (D. P. Kingma, J. Ba, ICLR 2015) on minibatches of shuffled rows, with scikit-learn's rule of when
/// to stop.
final class PerceptronTraining {

    /// Of one row.
    interface Loss {

        double value(double[] outputs, int row);

        /// By each output.
        double[] gradient(double[] outputs, int row);
    }

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double LEAST_DIVISOR = 1e-8;
    private static final double TOLERANCE = 1e-4;
    private static final int PATIENCE = 10;

    private final double[][] rows;
    private final Loss loss;
    private final double alpha;
    private final double rate;
    private final int batch;

    PerceptronTraining(double[][] rows, Loss loss, double alpha, double rate, int batch) {
        this.rows = rows;
        this.loss = loss;
        this.alpha = alpha;
        this.rate = rate;
        this.batch = batch;
    }

    /// Changes the parameters of `perceptron`.
    ///
    /// @return the mean loss of each epoch, with the penalty
    double[] train(Perceptron perceptron, int mostEpochs, RandomGenerator random) {
        double[] parameters = perceptron.parameters();
        var first = new double[parameters.length];
        var second = new double[parameters.length];
        var gradient = new double[parameters.length];
        int[] order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        var losses = new double[mostEpochs];
        double best = Double.POSITIVE_INFINITY;
        int stale = 0;
        int steps = 0;
        for (int epoch = 0; epoch < mostEpochs; epoch++) {
            shuffle(order, random);
            double total = 0;
            for (int from = 0; from < order.length; from += batch) {
                int to = Math.min(from + batch, order.length);
                total += (to - from) * gradient(perceptron, order, from, to, gradient);
                steps++;
                double step = rate
                        * Math.sqrt(1 - StrictMath.pow(SECOND_DECAY, steps))
                        / (1 - StrictMath.pow(FIRST_DECAY, steps));
                for (int p = 0; p < parameters.length; p++) {
                    first[p] = FIRST_DECAY * first[p] + (1 - FIRST_DECAY) * gradient[p];
                    second[p] = SECOND_DECAY * second[p] + (1 - SECOND_DECAY) * gradient[p] * gradient[p];
                    parameters[p] -= step * first[p] / (Math.sqrt(second[p]) + LEAST_DIVISOR);
                }
            }
            losses[epoch] = total / rows.length;
            stale = losses[epoch] > best - TOLERANCE ? stale + 1 : 0;
            best = Math.min(best, losses[epoch]);
            if (stale > PATIENCE) {
                return Arrays.copyOf(losses, epoch + 1);
            }
        }
        return losses;
    }

    /// The mean loss of a batch with the penalty, its gradient in `gradient`.
    private double gradient(Perceptron perceptron, int[] order, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += perceptron.accumulate(rows[order[i]], order[i], loss, gradient);
        }
        double[] parameters = perceptron.parameters();
        int count = to - from;
        double squares = 0;
        for (int p = 0; p < gradient.length; p++) {
            double weight = perceptron.isWeight(p) ? parameters[p] : 0;
            squares += weight * weight;
            gradient[p] = (gradient[p] + alpha * weight) / count;
        }
        return (sum + alpha * squares / 2) / count;
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
