package io.ketstream.results.eventlog;

/// The database is there and refuses what it is given: trying again does not help.
public final class UnstorableEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnstorableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
