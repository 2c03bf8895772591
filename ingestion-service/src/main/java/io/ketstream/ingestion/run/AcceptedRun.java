package io.ketstream.ingestion.run;

import io.ketstream.model.event.RunSubmitted;
import org.jspecify.annotations.Nullable;

/// A run to be stored.
///
/// @param largeProblem its problem in JSON, where that goes behind a link
record AcceptedRun(RunSubmitted event, @Nullable String largeProblem) {}
