package io.ketstream.execution.queue;

import java.time.Duration;

/// @param deliveries at which a request is given up; the broker drops a record silently at its fifth
/// @param longSeconds expected time above which a request is stored instead of run at once
/// @param circuitPatience how long an unknown circuit is waited for before its request is stored
public record QueueLimits(int deliveries, double longSeconds, Duration circuitPatience) {}
