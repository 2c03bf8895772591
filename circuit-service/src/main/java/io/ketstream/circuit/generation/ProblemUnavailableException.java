package io.ketstream.circuit.generation;

import org.jspecify.annotations.Nullable;

/// The owner of a problem does not answer now.
public final class ProblemUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ProblemUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
