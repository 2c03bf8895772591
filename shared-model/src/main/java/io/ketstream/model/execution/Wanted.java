package io.ketstream.model.execution;

/// What is asked of an execution: the objective's value, its value and gradient, or its value and a sample summary.
public enum Wanted {
    ESTIMATE,
    GRADIENT,
    SAMPLES
}
