package io.ketstream.model.execution;

/// What is asked of an execution: the objective's value, its value and gradient, or its value and a sample summary.
public enum Wanted {
    ESTIMATE(0),
    GRADIENT(1),
    SAMPLES(2);

    private final int code;

    Wanted(int code) {
        this.code = code;
    }

    /// The number that stands for it in a [Pub]'s digest; never changes.
    int code() {
        return code;
    }
}
