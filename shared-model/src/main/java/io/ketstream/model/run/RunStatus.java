package io.ketstream.model.run;

/// Where a run stands: QUEUED → RUNNING ⇄ PAUSED → one of SUCCEEDED, FAILED, CANCELLED.
public enum RunStatus {
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
