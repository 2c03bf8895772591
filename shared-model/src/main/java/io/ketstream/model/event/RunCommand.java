package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.RunId;

/// A decision from outside a run's algorithm. It acts when read back from its topic: the first offset wins, for
/// everyone.
public sealed interface RunCommand extends RunEvent {

    @JsonClassDescription("A run is to end.")
    record Cancel(EventMetadata metadata, RunId runId) implements RunCommand {}

    @JsonClassDescription("A run is to ask no further question for now.")
    record Pause(EventMetadata metadata, RunId runId) implements RunCommand {}

    @JsonClassDescription("A paused run is to go on.")
    record Resume(EventMetadata metadata, RunId runId) implements RunCommand {}

    /// Repeat `runId` as the new run `newRunId`.
    @JsonClassDescription("A run is to be submitted once more, as another run, and compared with the first.")
    record Replay(EventMetadata metadata, RunId runId, RunId newRunId) implements RunCommand {}

    /// What was asked under `runId`, which is no run's, needs no answer any more: who asked has
    /// given up.
    @JsonClassDescription("Questions that belong to no run need no answer any more.")
    record Withdraw(EventMetadata metadata, RunId runId) implements RunCommand {}

    /// The time limit of the run has passed while question `sequence` was open.
    @JsonClassDescription("Of the optimizer, to itself: a question has been unanswered for too long.")
    record ReachDeadline(EventMetadata metadata, RunId runId, int sequence) implements RunCommand {}

    /// The run's algorithm, detached because its step after answer `sequence` was slow, has its next question ready.
    @JsonClassDescription("Of the optimizer, to itself: a slow step of a run's algorithm has come to its end.")
    record Advance(EventMetadata metadata, RunId runId, int sequence) implements RunCommand {}
}
