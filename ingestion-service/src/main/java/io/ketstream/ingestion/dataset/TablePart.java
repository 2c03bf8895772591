package io.ketstream.ingestion.dataset;

/// Some lines of a canonical form.
public final class TablePart {

    private final long firstRow;
    private final byte[] lines;

    /// @param firstRow counted from 0
    public TablePart(long firstRow, byte[] lines) {
        this.firstRow = firstRow;
        this.lines = lines.clone();
    }

    long firstRow() {
        return firstRow;
    }

    byte[] lines() {
        return lines.clone();
    }
}
