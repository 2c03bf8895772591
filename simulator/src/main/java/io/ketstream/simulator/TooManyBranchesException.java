package io.ketstream.simulator;

/// The exact distribution of a dynamic circuit has too many branches to follow.
public final class TooManyBranchesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyBranchesException(String message) {
        super(message);
    }
}
