package io.ketstream.model;

/// Why something ended without a result: a stable `code` in capitals and a sentence that a person can act on.
public record Failure(String code, String message) {

    public static final String REPLAY_DIVERGED = "REPLAY_DIVERGED";
    public static final String CIRCUIT_REJECTED = "CIRCUIT_REJECTED";
    public static final String PROBLEM_UNAVAILABLE = "PROBLEM_UNAVAILABLE";
    public static final String EXECUTION_REJECTED = "EXECUTION_REJECTED";

    /// The instance of execution-service that took the question does not have the engine that has
    /// to answer; another may.
    public static final String ENGINE_NOT_INSTALLED = "ENGINE_NOT_INSTALLED";

    public static final String EXECUTION_FAILED = "EXECUTION_FAILED";
    public static final String EXECUTION_TIMED_OUT = "EXECUTION_TIMED_OUT";
    public static final String MARKET_UNUSABLE = "MARKET_UNUSABLE";
    public static final String OPTIMIZER_FAILED = "OPTIMIZER_FAILED";
}
