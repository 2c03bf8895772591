package io.ketstream.execution.job;

import java.time.Duration;

/// @param attempts after which a job that never came to an end is failed
/// @param lease how long a job stays with an instance that does not renew it
/// @param circuitDeadline how long a request waits for a circuit that nobody has
public record JobLimits(int attempts, Duration lease, Duration circuitDeadline) {}
