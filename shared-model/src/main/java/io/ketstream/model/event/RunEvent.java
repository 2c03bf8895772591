package io.ketstream.model.event;

import io.ketstream.model.RunId;

/// An event of one run, keyed by the run.
public sealed interface RunEvent extends Event
        permits RunSubmitted,
                RunCircuitReady,
                RunCircuitFailed,
                RunDecomposed,
                TrainingSubmitted,
                TrainingReady,
                ChildEnded,
                ExecutionRequested,
                ExecutionResult,
                RunProgress,
                RunEnded,
                ControlsComputed,
                PortfolioPublished,
                RunCommand {

    RunId runId();

    @Override
    default String key() {
        return runId().toString();
    }
}
