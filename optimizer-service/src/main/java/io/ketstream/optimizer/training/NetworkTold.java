package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.NetworkOutputs;
import java.util.ArrayList;
import java.util.Arrays;

/// What a network's outputs for some rows say, and how far that is from what is true.
final class NetworkTold {

    private final QuantumNeuralNetwork network;
    private final double[][] outputs;
    private final double[] lossWeights;

    /// @param outputs of each row
    /// @param weights of which the last are those of the loss, if it has any
    NetworkTold(QuantumNeuralNetwork network, double[][] outputs, RealVector weights) {
        this.network = network;
        this.outputs = outputs;
        int ofLoss = network.asked().weights();
        this.lossWeights = Arrays.copyOfRange(weights.toArray(), weights.size() - ofLoss, weights.size());
    }

    Told told(Target target) {
        LearningTask task = target instanceof Target.Classes ? LearningTask.CLASSIFICATION : LearningTask.REGRESSION;
        var decisions = new ArrayList<Decision>();
        for (double[] row : outputs) {
            decisions.add(NetworkOutputs.decide(network, task, row));
        }
        return Told.of(decisions);
    }

    /// The mean loss, as [io.ketstream.model.execution.Loss] has it.
    ///
    /// @param targets as a question has them
    double loss(double[] targets) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += switch (network.loss()) {
                case CROSS_ENTROPY -> crossEntropy(outputs[i], targets[i]);
                case SQUARED -> squares(outputs[i], targets[i]);
                case LINEAR -> (1 - (targets[i] > 0 ? 1 : -1) * outputs[i][0]) / 2;
                case WEIGHTED_FIDELITY -> weightedFidelity(outputs[i][0], targets[i]);
            };
        }
        return sum / outputs.length;
    }

    private double weightedFidelity(double output, double target) {
        double sum = 0;
        for (int clazz = 0; clazz < lossWeights.length; clazz++) {
            double distance = Loss.WeightedFidelity.distance(clazz, lossWeights[clazz], output, target);
            sum += distance * distance;
        }
        return sum / 2;
    }

    private double crossEntropy(double[] row, double target) {
        double scale = network.scale();
        if (row.length == 1) {
            double margin = (target > 0 ? 1 : -1) * scale * row[0];
            return Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
        }
        double largest = row[0];
        for (double output : row) {
            largest = Math.max(largest, output);
        }
        double sum = 0;
        for (double output : row) {
            sum += StrictMath.exp(scale * (output - largest));
        }
        return StrictMath.log(sum) - scale * (row[(int) target] - largest);
    }

    private double squares(double[] row, double target) {
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            double wanted = row.length == 1 ? target : k == (int) target ? 1 : -1;
            double error = network.scale() * row[k] - wanted;
            sum += error * error;
        }
        return sum;
    }
}
