package io.ketstream.optimizer.learning.control;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;

/// Tells every row to be of the class that most rows of training are of, of several the first, with the
/// shares of the classes as probabilities: what is right by knowing the rows not at all.
public record MajorityClass() implements ClassifierTrainer {

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        var shares = new double[classes];
        for (int label : labels) {
            shares[label]++;
        }
        for (int k = 0; k < classes; k++) {
            shares[k] /= labels.length;
        }
        var decision = new Decision.OfClass(Scores.largest(shares), RealVector.of(shares), RealVector.of(shares));
        return _ -> decision;
    }
}
