package io.ketstream.model.learning;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.LossType;
import org.jspecify.annotations.Nullable;

/// What a network tells by the expectations of its readout; the same bits on every machine.
public final class NetworkOutputs {

    private NetworkOutputs() {}

    /// Of one output f the second class where f > 0; of several the class of the largest, of equals the first. Scores
    /// are the outputs times the network's scale, and so is the value of a regression.
    ///
    /// Probabilities are there where the loss was of probabilities: 1/(1 + exp(−score)) of the second class, or the
    /// softmax of the scores; with losses `linear` and `weighted-fidelity` (1 + f)/2.
    ///
    /// @param outputs as [io.ketstream.model.execution.TrainingBatch#outputs] counts them
    public static Decision decide(QuantumNeuralNetwork network, LearningTask task, double[] outputs) {
        Rules.within("outputs", outputs.length, 1, Integer.MAX_VALUE);
        var scores = new double[outputs.length];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = network.scale() * outputs[k];
        }
        if (task == LearningTask.REGRESSION) {
            Rules.size("outputs", outputs.length, 1);
            return new Decision.OfValue(scores[0], null);
        }
        int label = scores.length == 1 ? (scores[0] > 0 ? 1 : 0) : KernelRules.largest(scores);
        return new Decision.OfClass(label, RealVector.of(scores), probabilities(network.loss(), scores));
    }

    private static @Nullable RealVector probabilities(LossType loss, double[] scores) {
        return switch (loss) {
            case SQUARED -> null;
            // outputs are off by rounding
            case LINEAR, WEIGHTED_FIDELITY -> {
                double second = Math.clamp((1 + scores[0]) / 2, 0, 1);
                yield RealVector.of(1 - second, second);
            }
            case CROSS_ENTROPY ->
                scores.length == 1
                        ? RealVector.of(1 - Sigmoid.logistic(scores[0]), Sigmoid.logistic(scores[0]))
                        : softmax(scores);
        };
    }

    private static RealVector softmax(double[] scores) {
        double largest = scores[KernelRules.largest(scores)];
        var weights = new double[scores.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = StrictMath.exp(scores[k] - largest);
        }
        return KernelRules.normalised(weights);
    }
}
