package io.ketstream.circuit.formulation;

/// No circuit can be made of what was asked, for good; the message is for the user.
public final class CircuitRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CircuitRejectedException(String message) {
        super(message);
    }
}
