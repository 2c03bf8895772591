package io.ketstream.ingestion.market;

/// A line of price data that cannot be taken; lines count from 1, the header included.
public final class InvalidPricesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long line;

    InvalidPricesException(long line, String reason) {
        super("line " + line + ": " + reason);
        this.line = line;
    }

    public long line() {
        return line;
    }
}
