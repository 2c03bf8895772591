package io.ketstream.ingestion.strategy;

/// Prices of a strategy's universe are being loaded, so that it cannot be said yet which snapshot comes first.
public final class UniverseBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UniverseBusyException(String universe, Throwable cause) {
        super("Prices of universe '" + universe + "' are being loaded; try again in a moment.", cause);
    }
}
