package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.LossType;
import java.util.ArrayList;
import java.util.List;

/// What a network's outputs for some rows say.
///
/// Two classes and one output: positive, the second. Several outputs: the class of the largest, of several the first.
/// Regression: the output times the scale, and so between −scale and scale.
final class NetworkOutputs {

    private final double[][] outputs;
    private final LossType loss;
    private final double scale;

    /// @param outputs of each row
    NetworkOutputs(double[][] outputs, LossType loss, double scale) {
        this.outputs = outputs;
        this.loss = loss;
        this.scale = scale;
    }

    Told told(Target target) {
        return switch (target) {
            case Target.Classes _ -> classes();
            case Target.Numbers _ -> numbers();
        };
    }

    private Told.Numbers numbers() {
        double[] values = new double[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * outputs[i][0];
        }
        return new Told.Numbers(values);
    }

    private Told.Classes classes() {
        int[] labels = new int[outputs.length];
        var probabilities = new ArrayList<RealVector>();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(outputs[i]);
            if (loss == LossType.CROSS_ENTROPY) {
                probabilities.add(RealVector.of(probabilities(outputs[i])));
            }
        }
        return new Told.Classes(labels, loss == LossType.CROSS_ENTROPY ? probabilities : null);
    }

    private static int label(double[] row) {
        if (row.length == 1) {
            return row[0] > 0 ? 1 : 0;
        }
        int largest = 0;
        for (int k = 1; k < row.length; k++) {
            largest = row[k] > row[largest] ? k : largest;
        }
        return largest;
    }

    private double[] probabilities(double[] row) {
        if (row.length == 1) {
            double second = 1 / (1 + StrictMath.exp(-scale * row[0]));
            return new double[] {1 - second, second};
        }
        double largest = row[label(row)];
        double[] chances = new double[row.length];
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            chances[k] = StrictMath.exp(scale * (row[k] - largest));
            sum += chances[k];
        }
        for (int k = 0; k < row.length; k++) {
            chances[k] /= sum;
        }
        return chances;
    }

    /// The mean loss, as [io.ketstream.model.execution.Loss] has it.
    ///
    /// @param targets as a question has them
    double loss(double[] targets) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += loss == LossType.CROSS_ENTROPY
                    ? crossEntropy(outputs[i], targets[i])
                    : squares(outputs[i], targets[i]);
        }
        return sum / outputs.length;
    }

    private double crossEntropy(double[] row, double target) {
        if (row.length == 1) {
            double margin = (target > 0 ? 1 : -1) * scale * row[0];
            return Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
        }
        double largest = row[label(row)];
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
            sum += (scale * row[k] - wanted) * (scale * row[k] - wanted);
        }
        return sum;
    }

    /// Of several parts of rows.
    static double[][] joined(List<double[][]> parts) {
        var rows = new ArrayList<double[]>();
        parts.forEach(part -> rows.addAll(List.of(part)));
        return rows.toArray(double[][]::new);
    }
}
