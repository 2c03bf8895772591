package io.ketstream.optimizer.learning.control;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import java.util.List;
import java.util.stream.IntStream;

/// From scores of classes to decisions, and other elementary functions of trainers.
final class Scores {

    private Scores() {}

    /// Of two classes a score for the second, else one for each: logistic or softmax probabilities, the
    /// largest decides.
    static Decision.OfClass decision(double[] scores) {
        double[] probabilities = probabilities(scores);
        int label = scores.length > 1 ? largest(scores) : scores[0] > 0 ? 1 : 0;
        return new Decision.OfClass(label, RealVector.of(scores), RealVector.of(probabilities));
    }

    static double[] probabilities(double[] scores) {
        if (scores.length == 1) {
            double second = logistic(scores[0]);
            return new double[] {1 - second, second};
        }
        double highest = scores[largest(scores)];
        var weights = new double[scores.length];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = StrictMath.exp(scores[k] - highest);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /// −ln p of the right class.
    static double loss(double[] scores, int label) {
        if (scores.length == 1) {
            double margin = label == 1 ? scores[0] : -scores[0];
            return Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
        }
        double highest = scores[largest(scores)];
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - highest);
        }
        return highest + StrictMath.log(sum) - scores[label];
    }

    /// The derivative of [#loss] by each score.
    static double[] gradient(double[] scores, int label) {
        double[] probabilities = probabilities(scores);
        if (scores.length == 1) {
            return new double[] {probabilities[1] - label};
        }
        probabilities[label] -= 1;
        return probabilities;
    }

    static double logistic(double z) {
        double small = StrictMath.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    static int largest(double[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[largest]) {
                largest = k;
            }
        }
        return largest;
    }

    static int functions(int classes) {
        return classes == 2 ? 1 : classes;
    }

    static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
