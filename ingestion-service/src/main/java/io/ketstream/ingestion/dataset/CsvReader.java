package io.ketstream.ingestion.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180), a record at a time. Lines end in LF, CR LF or CR; blanks around a field that is
/// not quoted are no part of it.
final class CsvReader implements AutoCloseable {

    private static final int LONGEST_FIELD = 1_000;
    private static final int END = -1;

    private final BufferedReader text;
    private final int mostFields;
    private final StringBuilder field = new StringBuilder();
    private int next;
    private long line = 1;
    private long begun = 1;

    /// @param mostFields of a record; more are refused before they are all in memory
    CsvReader(Reader text, int mostFields) throws IOException {
        this.text = new BufferedReader(text, 1 << 16);
        this.mostFields = mostFields;
        this.next = this.text.read();
        if (next == '\uFEFF') {
            advance();
        }
    }

    /// The fields of the next record, of an empty line one that is empty; null after the last.
    @Nullable
    List<String> next() throws IOException {
        begun = line;
        if (next == END) {
            return null;
        }
        var fields = new ArrayList<String>();
        fields.add(field());
        while (next == ',') {
            advance();
            if (fields.size() == mostFields) {
                throw refused("has more than " + mostFields + " fields");
            }
            fields.add(field());
        }
        if (next != END) {
            endLine();
        }
        return fields;
    }

    /// Where the record that was read last begins.
    long line() {
        return begun;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private String field() throws IOException {
        field.setLength(0);
        skipBlanks();
        if (next == '"') {
            advance();
            readQuoted();
            skipBlanks();
            if (!atFieldEnd()) {
                throw refused("has text after the closing quote of a field");
            }
            return field.toString();
        }
        while (!atFieldEnd()) {
            if (next == '"') {
                throw refused("has a quote in a field that is not quoted");
            }
            append();
        }
        return field.toString().strip();
    }

    private void readQuoted() throws IOException {
        while (true) {
            if (next == END) {
                throw refused("has a quoted field without an end");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            } else if (next == '\n') {
                line++;
            }
            append();
        }
    }

    private void append() throws IOException {
        if (field.length() == LONGEST_FIELD) {
            throw refused("has a field of more than " + LONGEST_FIELD + " characters");
        }
        field.append((char) next);
        advance();
    }

    private void endLine() throws IOException {
        boolean carriageReturn = next == '\r';
        advance();
        if (carriageReturn && next == '\n') {
            advance();
        }
        line++;
    }

    private boolean atFieldEnd() {
        return next == END || next == ',' || next == '\n' || next == '\r';
    }

    private void skipBlanks() throws IOException {
        while (next == ' ' || next == '\t') {
            advance();
        }
    }

    private void advance() throws IOException {
        next = text.read();
    }

    private InvalidTableException refused(String reason) {
        return new InvalidTableException(begun, reason);
    }
}
