package io.ketstream.optimizer.learning.metric;

/// What models are compared by.
public enum Measure {
    ACCURACY("accuracy", 1),
    ERROR("root mean square error", -1);

    private final String words;
    private final int sign;

    Measure(String words, int sign) {
        this.words = words;
        this.sign = sign;
    }

    String words() {
        return words;
    }

    /// Larger is better.
    double goodness(double score) {
        return sign * score;
    }
}
