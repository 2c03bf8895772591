package io.ketstream.ingestion.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Some lines of a canonical form, one for each row.
public final class TablePart {

    private final long firstRow;
    private final byte[] lines;

    /// @param firstRow counted from 0
    public TablePart(long firstRow, byte[] lines) {
        this.firstRow = firstRow;
        this.lines = lines.clone();
    }

    int bytes() {
        return lines.length;
    }

    void writeTo(OutputStream target) throws IOException {
        target.write(lines);
    }

    /// The lines from a row of the table on, at most so many; empty when the row comes after them.
    String text(long row, long most) {
        int begin = after(0, row - firstRow);
        int end = after(begin, most);
        return new String(lines, begin, end - begin, StandardCharsets.UTF_8);
    }

    /// Where so many lines from here have ended: no field has a line feed in it.
    private int after(int begin, long count) {
        int at = begin;
        for (long line = 0; line < count && at < lines.length; line++) {
            while (lines[at] != '\n') {
                at++;
            }
            at++;
        }
        return at;
    }
}
