package io.ketstream.ingestion.run;

/// An idempotency key came again with another submission.
public final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeyReusedException(String key) {
        super("The Idempotency-Key '" + key + "' was used for a different submission.");
    }
}
