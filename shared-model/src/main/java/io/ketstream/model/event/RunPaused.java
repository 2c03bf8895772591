package io.ketstream.model.event;

import io.ketstream.model.RunId;

/// A run has been paused: it asks no further question until it is resumed.
public record RunPaused(EventMetadata metadata, RunId runId) implements RunProgress {}
