package io.ketstream.execution.estimate;

import io.ketstream.model.execution.Loss;

/// The value of a [Loss] at outputs f and a target, and its derivatives in the outputs. Finite for all finite outputs;
/// a pure function, the same bits on every machine.
final class LossFunction {

    private final Loss loss;

    LossFunction(Loss loss) {
        this.loss = loss;
    }

    double value(double[] outputs, double target) {
        return switch (loss) {
            case Loss.CrossEntropy entropy ->
                outputs.length == 1
                        ? logistic(entropy.scale() * outputs[0], target)
                        : logSumExp(outputs, entropy.scale()) - entropy.scale() * outputs[(int) target];
            case Loss.Squared squared -> {
                double sum = 0;
                for (int i = 0; i < outputs.length; i++) {
                    double distance = squared.scale() * outputs[i] - goal(outputs.length, i, target);
                    sum += distance * distance;
                }
                yield sum;
            }
        };
    }

    /// ∂ value/∂ fᵢ for each output.
    double[] slopes(double[] outputs, double target) {
        var slopes = new double[outputs.length];
        switch (loss) {
            case Loss.CrossEntropy entropy -> {
                double scale = entropy.scale();
                if (outputs.length == 1) {
                    slopes[0] = scale * (probability(scale * outputs[0]) - target);
                } else {
                    double total = logSumExp(outputs, scale);
                    for (int i = 0; i < outputs.length; i++) {
                        double wanted = i == (int) target ? 1 : 0;
                        slopes[i] = scale * (StrictMath.exp(scale * outputs[i] - total) - wanted);
                    }
                }
            }
            case Loss.Squared squared -> {
                for (int i = 0; i < outputs.length; i++) {
                    double distance = squared.scale() * outputs[i] - goal(outputs.length, i, target);
                    slopes[i] = 2 * squared.scale() * distance;
                }
            }
        }
        return slopes;
    }

    /// What output `i` of `outputs` should be for the target.
    private static double goal(int outputs, int i, double target) {
        if (outputs == 1) {
            return target;
        }
        return i == (int) target ? 1 : -1;
    }

    /// −ln p for target 1, −ln(1 − p) for target 0, where p = 1/(1 + exp(−logit)).
    private static double logistic(double logit, double target) {
        double against = target == 1 ? -logit : logit;
        return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
    }

    private static double probability(double logit) {
        double odds = StrictMath.exp(-Math.abs(logit));
        return logit >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
    }

    /// ln Σ exp(scale·fᵢ).
    private static double logSumExp(double[] outputs, double scale) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double output : outputs) {
            largest = Math.max(largest, scale * output);
        }
        double sum = 0;
        for (double output : outputs) {
            sum += StrictMath.exp(scale * output - largest);
        }
        return largest + StrictMath.log(sum);
    }
}
