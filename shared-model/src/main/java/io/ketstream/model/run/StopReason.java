package io.ketstream.model.run;

/// Why an optimisation ended in the ordinary way.
public enum StopReason {
    CONVERGED,
    PLATEAU,
    MAX_ITERATIONS,
    MAX_EVALUATIONS,
    MAX_SHOTS,
    TIMEOUT
}
