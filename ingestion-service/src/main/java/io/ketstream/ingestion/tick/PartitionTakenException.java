package io.ketstream.ingestion.tick;

/// Another instance has stored bars of a partition in between.
public final class PartitionTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PartitionTakenException(int partition) {
        super("another instance has stored bars of partition " + partition);
    }
}
