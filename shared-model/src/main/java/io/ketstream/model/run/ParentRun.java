package io.ketstream.model.run;

import io.ketstream.model.RunId;

/// Of which run another is a part.
///
/// @param sequence which of its children, counted from 1
public record ParentRun(RunId runId, int sequence) {}
