package io.ketstream.execution.backend;

/// What a workload takes of the machine it runs on; a remote backend takes nothing.
///
/// @param bytes memory held at once
/// @param seconds a rough estimate of the time, for choosing how to run it, never for its result
public record Demand(long bytes, double seconds) {}
