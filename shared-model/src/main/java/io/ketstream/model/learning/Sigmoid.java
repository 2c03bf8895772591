package io.ketstream.model.learning;

/// P(second class | score f) = 1 / (1 + exp(−(slope·f + offset))) (J. Platt, Advances in Large Margin
/// Classifiers (2000)).
public record Sigmoid(double slope, double offset) {

    double probability(double score) {
        return logistic(slope * score + offset);
    }

    /// 1 / (1 + e⁻ᶻ), without overflow.
    static double logistic(double z) {
        if (z >= 0) {
            return 1 / (1 + StrictMath.exp(-z));
        }
        double small = StrictMath.exp(z);
        return small / (1 + small);
    }
}
