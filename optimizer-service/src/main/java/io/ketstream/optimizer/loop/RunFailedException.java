package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;

/// Ends a run's algorithm with a failure that the user is told.
final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    RunFailedException(Failure failure) {
        super(failure.code() + ": " + failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
