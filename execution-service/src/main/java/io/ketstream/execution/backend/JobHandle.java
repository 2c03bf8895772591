package io.ketstream.execution.backend;

/// A backend's own name for a job that was submitted to it.
public record JobHandle(String providerJobId) {}
