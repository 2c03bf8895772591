package io.ketstream.results.run;

/// What a run tells of its way, one after the other.
public sealed interface Step permits Iteration, TrainingStep {}
