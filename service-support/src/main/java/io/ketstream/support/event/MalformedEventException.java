package io.ketstream.support.event;

import org.jspecify.annotations.Nullable;

/// Bytes that are not the event they should be; they go to the dead-letter topic with this reason.
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MalformedEventException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
