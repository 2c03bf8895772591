package io.ketstream.ingestion.source;

/// The source was replaced or deleted, or another instance has it now.
public final class LeaseEndedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LeaseEndedException(String universe) {
        super("the source of universe '" + universe + "' is no longer this instance's");
    }
}
