package io.ketstream.circuit.generation;

import org.jspecify.annotations.Nullable;

/// A problem behind a link is not there for good, or is not what the link promised.
public final class ProblemRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ProblemRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
