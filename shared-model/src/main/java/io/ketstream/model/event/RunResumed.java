package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.RunId;

/// A paused run goes on.
@JsonClassDescription("A paused run goes on.")
public record RunResumed(EventMetadata metadata, RunId runId) implements RunProgress {}
