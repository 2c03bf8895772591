package io.ketstream.ingestion.dataset;

/// A line of a table that cannot be taken; lines count from 1, the header included.
public final class InvalidTableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidTableException(long line, String reason) {
        super("line " + line + ": " + reason);
    }

    InvalidTableException(long line, String column, String reason) {
        this(line, "column '" + column + "': " + reason);
    }
}
