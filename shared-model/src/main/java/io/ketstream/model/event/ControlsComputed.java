package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.RunId;
import io.ketstream.model.run.Controls;

/// The classical controls of a run are there.
@JsonClassDescription(
        "What classical methods make of a run's problem: exact optimum or bound, heuristic, random sampling.")
public record ControlsComputed(EventMetadata metadata, RunId runId, Controls controls) implements RunEvent {}
