package io.ketstream.model.event;

import io.ketstream.model.RunId;

/// A decision from outside a run's algorithm. It acts when read back from its topic: the first offset wins, for
/// everyone.
public sealed interface RunCommand extends RunEvent {

    record Cancel(EventMetadata metadata, RunId runId) implements RunCommand {}

    record Pause(EventMetadata metadata, RunId runId) implements RunCommand {}

    record Resume(EventMetadata metadata, RunId runId) implements RunCommand {}

    /// Repeat `runId` as the new run `newRunId`.
    record Replay(EventMetadata metadata, RunId runId, RunId newRunId) implements RunCommand {}

    /// The time limit of the run has passed while question `sequence` was open.
    record ReachDeadline(EventMetadata metadata, RunId runId, int sequence) implements RunCommand {}

    /// The run's algorithm, detached because its step after answer `sequence` was slow, has its next question ready.
    record Advance(EventMetadata metadata, RunId runId, int sequence) implements RunCommand {}
}
