package io.ketstream.circuit.generation;

/// How a submission ended.
public enum Outcome {
    READY,
    DECOMPOSED,
    FAILED
}
