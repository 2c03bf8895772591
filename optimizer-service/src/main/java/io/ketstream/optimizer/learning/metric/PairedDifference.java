package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.learning.Interval;

/// By how much a model is better than a control on the same rows.
public sealed interface PairedDifference permits ExactMcNemar, CorrectedFolds, BootstrapDifference {

    /// Positive where the model is better.
    double difference();

    /// Of no difference, two-sided.
    double pValue();

    /// It leaves out 0 exactly where [#pValue()] is at most 1 − level.
    Interval interval(double level);
}
