package io.ketstream.ingestion.dataset;

/// More bytes or rows than a data set may have.
public final class TableTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TableTooLargeException(String message) {
        super(message);
    }
}
