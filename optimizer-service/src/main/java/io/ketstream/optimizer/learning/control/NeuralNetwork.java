package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import org.apache.commons.math3.random.MersenneTwister;

/// A perceptron with one hidden layer of rectified linear units, trained by Adam on minibatches:
/// scikit-learn's `MLPClassifier` and `MLPRegressor` with `hidden`, `alpha`, `learning_rate_init` and their
/// other defaults (batches of min(200, rows), an end after ten epochs in which the loss fell by less than
/// 1e-4), but for up to 2000 epochs: their 200 are, on a few hundred rows, as many steps, after which a
/// network has learnt little.
///
/// @param hidden units
/// @param alpha of the penalty ½α‖W‖² / rows
/// @param rate of Adam
public record NeuralNetwork(int hidden, double alpha, double rate) implements ClassifierTrainer, RegressorTrainer {

    private static final int MOST_EPOCHS = 2000;
    private static final int LARGEST_BATCH = 200;

    public NeuralNetwork {
        Rules.within("hidden", hidden, 1, 100_000);
        Rules.within("alpha", alpha, 0, 1e9);
        Rules.positive("rate", rate, 1);
    }

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        var random = new MersenneTwister(seed);
        Perceptron perceptron = Perceptron.random(rows[0].length, hidden, Scores.functions(classes), random);
        var loss = new PerceptronTraining.Loss() {
            @Override
            public double value(double[] outputs, int row) {
                return Scores.loss(outputs, labels[row]);
            }

            @Override
            public double[] gradient(double[] outputs, int row) {
                return Scores.gradient(outputs, labels[row]);
            }
        };
        training(rows, loss).train(perceptron, MOST_EPOCHS, random);
        return row -> Scores.decision(perceptron.outputs(row));
    }

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        var random = new MersenneTwister(seed);
        Perceptron perceptron = Perceptron.random(rows[0].length, hidden, 1, random);
        var loss = new PerceptronTraining.Loss() {
            @Override
            public double value(double[] outputs, int row) {
                return (outputs[0] - targets[row]) * (outputs[0] - targets[row]) / 2;
            }

            @Override
            public double[] gradient(double[] outputs, int row) {
                return new double[] {outputs[0] - targets[row]};
            }
        };
        training(rows, loss).train(perceptron, MOST_EPOCHS, random);
        return row -> perceptron.outputs(row)[0];
    }

    private PerceptronTraining training(double[][] rows, PerceptronTraining.Loss loss) {
        return new PerceptronTraining(rows, loss, alpha, rate, Math.min(LARGEST_BATCH, rows.length));
    }
}
