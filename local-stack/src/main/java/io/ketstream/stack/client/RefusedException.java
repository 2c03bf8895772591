package io.ketstream.stack.client;

import java.io.Serial;

/// A service refused a request; the message is its problem detail in words.
public final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
