package io.ketstream.ingestion.source;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a service outside answered, or did not, as a sentence that a person can act on. It never has a key in it.
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final @Nullable Duration pause;

    /// What is to be done about it.
    public enum Kind {
        /// The service does not know this symbol; the others go on.
        UNKNOWN_SYMBOL,
        /// The answer about this symbol makes no sense; the others go on.
        MALFORMED,
        /// Nothing will change until a person does something: a wrong key, a service that is not offered here.
        REFUSED,
        /// Too many requests.
        THROTTLED,
        /// Away, slow or broken off.
        UNAVAILABLE;

        /// As a tag of metrics.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isOfOneSymbol() {
            return this == UNKNOWN_SYMBOL || this == MALFORMED;
        }
    }

    public SourceException(Kind kind, String message) {
        this(kind, message, null);
    }

    /// @param pause the shortest time before the service may be asked again, where it is known
    public SourceException(Kind kind, String message, @Nullable Duration pause) {
        super(message);
        this.kind = kind;
        this.pause = pause;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable Duration pause() {
        return pause;
    }

    /// [#getMessage()], which is never absent here.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
