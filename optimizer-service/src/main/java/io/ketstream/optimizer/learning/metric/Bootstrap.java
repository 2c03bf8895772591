package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.learning.Interval;

/// Percentiles of bootstrap samples (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993),
/// section 13.3).
final class Bootstrap {

    /// So that (1 − level)/2 of one more is a whole number for the usual levels.
    static final int SAMPLES = 9999;

    private Bootstrap() {}

    /// The k-th smallest and the k-th largest, k = (1 − level)/2 · (samples + 1), rounded down, at least 1.
    static Interval percentiles(double[] sorted, double level) {
        int k = (int) Math.max(Math.floor((1 - level) / 2 * (sorted.length + 1) + 1e-9), 1);
        return new Interval(sorted[k - 1], sorted[sorted.length - k], level);
    }
}
