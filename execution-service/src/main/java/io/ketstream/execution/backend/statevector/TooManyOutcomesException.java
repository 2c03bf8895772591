package io.ketstream.execution.backend.statevector;

/// A distribution with more outcomes than an answer may list.
final class TooManyOutcomesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyOutcomesException(int outcomes) {
        super("the circuit has " + outcomes + " possible outcomes, an answer lists at most "
                + CircuitRunner.MOST_OUTCOMES + "; ask for shots");
    }
}
