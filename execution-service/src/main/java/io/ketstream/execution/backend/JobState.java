package io.ketstream.execution.backend;

import io.ketstream.model.Failure;

/// Where a job stands at its backend: Waiting → Running → one of Completed, Failed, Cancelled. A synchronous
/// backend goes to the end at once.
public sealed interface JobState {

    /// In the backend's own queue.
    record Waiting(JobHandle handle) implements JobState {}

    record Running(JobHandle handle) implements JobState {}

    record Completed(Outcome outcome) implements JobState {}

    /// @param retryable whether the same job may succeed when it is submitted again
    record Failed(Failure failure, boolean retryable) implements JobState {}

    record Cancelled() implements JobState {}
}
