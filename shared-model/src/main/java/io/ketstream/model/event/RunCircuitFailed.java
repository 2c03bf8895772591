package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;

/// No circuit can be made for a run, for good.
@JsonClassDescription("No circuit can be made for a run, for good.")
public record RunCircuitFailed(EventMetadata metadata, RunId runId, Failure failure) implements RunEvent {}
