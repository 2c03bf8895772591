package io.ketstream.simulator;

/// A circuit needs more memory or more qubits than it may have. Thrown before anything is allocated.
public final class CircuitTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CircuitTooLargeException(String message) {
        super(message);
    }
}
