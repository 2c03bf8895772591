package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.RunId;

/// A run has been paused: it asks no further question until it is resumed.
@JsonClassDescription("A run asks no further question until it is resumed.")
public record RunPaused(EventMetadata metadata, RunId runId) implements RunProgress {}
