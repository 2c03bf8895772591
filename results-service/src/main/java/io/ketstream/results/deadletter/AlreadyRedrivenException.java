package io.ketstream.results.deadletter;

/// A dead letter has been re-driven before, and nobody asked for it to be sent again.
public final class AlreadyRedrivenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AlreadyRedrivenException(DeadLetterId letter, Redriven redriven) {
        super(letter.position() + " was re-driven at " + redriven.at() + ", as " + redriven.to());
    }
}
