package io.ketstream.stack.process;

import java.io.Serial;

/// Something a person has to act on: the message says what, and where to look.
public final class StackFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
