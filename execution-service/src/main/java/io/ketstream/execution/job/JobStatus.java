package io.ketstream.execution.job;

/// Where a job stands: WAITING (for its circuit) → QUEUED → RUNNING → one of SUCCEEDED, FAILED, CANCELLED; back
/// from RUNNING to QUEUED when who ran it went away.
public enum JobStatus {
    WAITING,
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
