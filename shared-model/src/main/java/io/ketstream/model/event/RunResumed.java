package io.ketstream.model.event;

import io.ketstream.model.RunId;

/// A paused run goes on.
public record RunResumed(EventMetadata metadata, RunId runId) implements RunProgress {}
