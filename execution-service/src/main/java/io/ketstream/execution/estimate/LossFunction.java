package io.ketstream.execution.estimate;

import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.simulator.OutputLoss;

/// A [Loss] of outputs f and a target, at weights of its own where it has any. Finite for all finite outputs; a pure
/// function, the same bits on every machine.
final class LossFunction implements OutputLoss {

    private static final int CLASSES = 2;
    private static final double[] NONE = {};

    private final Loss loss;
    private final RealVector weights;

    /// @param weights as many as [Loss#weights]
    LossFunction(Loss loss, RealVector weights) {
        this.loss = loss;
        this.weights = weights;
    }

    @Override
    public double evaluate(double[] outputs, double target, double[] derivatives) {
        return switch (loss) {
            case Loss.CrossEntropy entropy ->
                outputs.length == 1
                        ? logistic(outputs, entropy.scale(), target, derivatives)
                        : softmax(outputs, entropy.scale(), (int) target, derivatives);
            case Loss.Squared squared -> squared(outputs, squared.scale(), target, derivatives);
            case Loss.Linear _ -> linear(outputs, target, derivatives);
            case Loss.WeightedFidelity _ -> weightedFidelity(outputs[0], target, derivatives);
        };
    }

    /// The derivatives by the weights of the loss.
    double[] byWeights(double[] outputs, double target) {
        return switch (loss) {
            case Loss.WeightedFidelity _ -> {
                var derivatives = new double[CLASSES];
                for (int clazz = 0; clazz < CLASSES; clazz++) {
                    derivatives[clazz] = Loss.WeightedFidelity.distance(clazz, weights.get(clazz), outputs[0], target)
                            * Loss.WeightedFidelity.fidelity(clazz, outputs[0]);
                }
                yield derivatives;
            }
            case Loss.CrossEntropy _, Loss.Squared _, Loss.Linear _ -> NONE;
        };
    }

    private double weightedFidelity(double output, double target, double[] derivatives) {
        double first = Loss.WeightedFidelity.distance(0, weights.get(0), output, target);
        double second = Loss.WeightedFidelity.distance(1, weights.get(1), output, target);
        derivatives[0] = (weights.get(1) * second - weights.get(0) * first) / 2;
        return (first * first + second * second) / 2;
    }

    /// (1 − f) / 2 for target 1, (1 + f) / 2 for target 0.
    private static double linear(double[] outputs, double target, double[] derivatives) {
        double sign = target == 1 ? 1 : -1;
        derivatives[0] = -sign / 2;
        return (1 - sign * outputs[0]) / 2;
    }

    private static double squared(double[] outputs, double scale, double target, double[] derivatives) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double distance = scale * outputs[i] - goal(outputs.length, i, target);
            sum += distance * distance;
            derivatives[i] = 2 * scale * distance;
        }
        return sum;
    }

    /// What output `i` of `outputs` should be for the target.
    private static double goal(int outputs, int i, double target) {
        if (outputs == 1) {
            return target;
        }
        return i == (int) target ? 1 : -1;
    }

    /// −ln p for target 1, −ln(1 − p) for target 0, where p = 1/(1 + exp(−scale·f)).
    private static double logistic(double[] outputs, double scale, double target, double[] derivatives) {
        double logit = scale * outputs[0];
        double odds = StrictMath.exp(-Math.abs(logit));
        double probability = logit >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
        derivatives[0] = scale * (probability - target);
        double against = target == 1 ? -logit : logit;
        return Math.max(against, 0) + StrictMath.log1p(odds);
    }

    /// −ln of the target's share of Σ exp(scale·fᵢ).
    private static double softmax(double[] outputs, double scale, int target, double[] derivatives) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double output : outputs) {
            largest = Math.max(largest, scale * output);
        }
        double sum = 0;
        for (double output : outputs) {
            sum += StrictMath.exp(scale * output - largest);
        }
        double total = largest + StrictMath.log(sum);
        for (int i = 0; i < outputs.length; i++) {
            double wanted = i == target ? 1 : 0;
            derivatives[i] = scale * (StrictMath.exp(scale * outputs[i] - total) - wanted);
        }
        return total - scale * outputs[target];
    }
}
