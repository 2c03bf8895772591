package io.ketstream.optimizer.loop;

import org.jspecify.annotations.Nullable;

/// A journal row that this version cannot read; it ends the run it belongs to, and nothing else.
final class UnreadableRowException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableRowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
