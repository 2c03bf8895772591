package io.ketstream.simulator;

/// The axis of a rotation of one qubit, and so its generator.
enum Axis {
    X,
    Y
}
