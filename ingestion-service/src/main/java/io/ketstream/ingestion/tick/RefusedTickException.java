package io.ketstream.ingestion.tick;

/// A tick that is never taken, with the reason.
public final class RefusedTickException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedTickException(String reason) {
        super(reason);
    }
}
