package io.ketstream.ingestion.dataset;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A number and a category a row, each row made when it is read.
final class GeneratedTable extends InputStream {

    private final int rows;
    private int row;
    private byte[] line = "number,kind\n".getBytes(StandardCharsets.UTF_8);
    private int at;

    GeneratedTable(int rows) {
        this.rows = rows;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : line[at++];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean isAtEnd() {
        if (at < line.length) {
            return false;
        }
        if (row == rows) {
            return true;
        }
        line = (row + "," + (row % 2 == 0 ? "even" : "odd") + "\n").getBytes(StandardCharsets.UTF_8);
        at = 0;
        row++;
        return false;
    }
}
