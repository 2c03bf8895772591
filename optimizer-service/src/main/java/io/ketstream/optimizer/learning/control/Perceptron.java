package io.ketstream.optimizer.learning.control;

import org.apache.commons.math3.random.RandomGenerator;

/// outputs = V · max(W x + b, 0) + c, its parameters in one array: W by rows, b, V by rows, c.
final class Perceptron {

    private final int inputs;
    private final int hidden;
    private final int outputs;
    private final double[] parameters;

    Perceptron(int inputs, int hidden, int outputs, double[] parameters) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.outputs = outputs;
        this.parameters = parameters;
    }

    /// Uniform within ±√(6/(in + out)) of each layer (X. Glorot, Y. Bengio, AISTATS 2010).
    static Perceptron random(int inputs, int hidden, int outputs, RandomGenerator random) {
        var parameters = new double[hidden * (inputs + 1) + outputs * (hidden + 1)];
        double first = Math.sqrt(6.0 / (inputs + hidden));
        double second = Math.sqrt(6.0 / (hidden + outputs));
        for (int p = 0; p < parameters.length; p++) {
            double bound = p < hidden * (inputs + 1) ? first : second;
            parameters[p] = bound * (2 * random.nextDouble() - 1);
        }
        return new Perceptron(inputs, hidden, outputs, parameters);
    }

    double[] parameters() {
        return parameters;
    }

    /// Whether a parameter is a weight, which is penalised, and not a bias.
    boolean isWeight(int parameter) {
        int biases = hidden * inputs;
        int weights = biases + hidden;
        return parameter < biases || (parameter >= weights && parameter < weights + outputs * hidden);
    }

    double[] outputs(double[] row) {
        return outputsOf(activations(row));
    }

    private double[] activations(double[] row) {
        var activations = new double[hidden];
        for (int h = 0; h < hidden; h++) {
            double sum = parameters[hidden * inputs + h];
            for (int j = 0; j < inputs; j++) {
                sum += parameters[h * inputs + j] * row[j];
            }
            activations[h] = Math.max(sum, 0);
        }
        return activations;
    }

    private double[] outputsOf(double[] activations) {
        int weights = hidden * (inputs + 1);
        var results = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double sum = parameters[weights + outputs * hidden + k];
            for (int h = 0; h < hidden; h++) {
                sum += parameters[weights + k * hidden + h] * activations[h];
            }
            results[k] = sum;
        }
        return results;
    }

    /// Adds the gradient of one row's loss to `gradient`, and returns the loss.
    double accumulate(double[] row, int index, PerceptronTraining.Loss loss, double[] gradient) {
        double[] activations = activations(row);
        double[] results = outputsOf(activations);
        double[] slopes = loss.gradient(results, index);
        int weights = hidden * (inputs + 1);
        for (int h = 0; h < hidden; h++) {
            if (activations[h] == 0) {
                continue;
            }
            double back = 0;
            for (int k = 0; k < outputs; k++) {
                back += slopes[k] * parameters[weights + k * hidden + h];
                gradient[weights + k * hidden + h] += slopes[k] * activations[h];
            }
            for (int j = 0; j < inputs; j++) {
                gradient[h * inputs + j] += back * row[j];
            }
            gradient[hidden * inputs + h] += back;
        }
        for (int k = 0; k < outputs; k++) {
            gradient[weights + outputs * hidden + k] += slopes[k];
        }
        return loss.value(results, index);
    }
}
