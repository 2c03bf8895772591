package io.ketstream.results.prediction;

import org.jspecify.annotations.Nullable;

/// Something that a prediction needs of another service is not to be had.
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// What may be done about it.
    public enum Kind {
        /// The same may succeed later.
        UNAVAILABLE,
        /// The question can never be answered.
        REFUSED,
        /// The engine that has to answer is not installed.
        ENGINE_AWAY,
        /// The answer cannot be used, or the engine failed.
        FAILED
    }

    private final Kind kind;

    public UnansweredException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static UnansweredException unavailable(String message, @Nullable Throwable cause) {
        return new UnansweredException(Kind.UNAVAILABLE, message, cause);
    }

    public static UnansweredException failed(String message, @Nullable Throwable cause) {
        return new UnansweredException(Kind.FAILED, message, cause);
    }

    public Kind kind() {
        return kind;
    }
}
