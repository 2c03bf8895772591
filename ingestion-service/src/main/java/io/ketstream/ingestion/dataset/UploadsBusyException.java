package io.ketstream.ingestion.dataset;

/// As many tables are being loaded as may be at a time.
public final class UploadsBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UploadsBusyException(int most) {
        super(most + " data sets are being loaded now.");
    }
}
