package io.ketstream.model.event;

/// What happens between a run's circuit and its end.
public sealed interface RunProgress extends RunEvent
        permits RunStarted, IterationCompleted, TrainingProgressed, RunPaused, RunResumed {}
