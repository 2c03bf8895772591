package io.ketstream.results.deadletter;

import org.jspecify.annotations.Nullable;

/// The broker did not answer in time; whether what was sent will appear is unknown.
public final class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BrokerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
