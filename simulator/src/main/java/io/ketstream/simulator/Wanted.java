package io.ketstream.simulator;

/// What a caller wants of a circuit, for estimates of memory.
public enum Wanted {
    EXPECTATION,
    VARIANCE,
    GRADIENT,
    SAMPLES,
    PROBABILITIES
}
