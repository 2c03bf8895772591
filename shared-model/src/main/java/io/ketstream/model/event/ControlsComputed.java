package io.ketstream.model.event;

import io.ketstream.model.RunId;
import io.ketstream.model.run.Controls;

/// The classical controls of a run are there.
public record ControlsComputed(EventMetadata metadata, RunId runId, Controls controls) implements RunEvent {}
