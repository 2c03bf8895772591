package io.ketstream.results.eventlog.persistence;

/// An event that reads well and still makes no sense to a projection.
final class UnprojectableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnprojectableException(RuntimeException cause) {
        super(cause.toString(), cause);
    }
}
