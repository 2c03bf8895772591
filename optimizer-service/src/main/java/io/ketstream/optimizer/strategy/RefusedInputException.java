package io.ketstream.optimizer.strategy;

/// A record of a strategy's topic makes no sense.
public final class RefusedInputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
