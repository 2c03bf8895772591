package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a table's canonical text field by field. Lines end in CR LF, or in LF.
final class TableText {

    private final byte[] text;
    private int next;
    private int line = 1;
    private boolean quoted;
    private boolean ended;

    TableText(byte[] text) {
        this.text = text;
    }

    /// The fields of the first line.
    List<String> names() {
        var names = new ArrayList<String>();
        do {
            names.add(read());
        } while (!ended);
        return names;
    }

    /// Whether there is a further line.
    boolean hasNext() {
        return next < text.length;
    }

    /// The next field.
    ///
    /// @param last whether a line has to end after it
    String field(boolean last) {
        String field = read();
        if (ended != last) {
            throw refused(last ? "has more fields than the first" : "has fewer fields than the first");
        }
        return field;
    }

    /// Whether the last field was in quotes.
    boolean wasQuoted() {
        return quoted;
    }

    /// Of the line that is read.
    InvalidValueException refused(String reason) {
        return new InvalidValueException("", "line " + (ended ? line - 1 : line) + " " + reason);
    }

    private String read() {
        ended = false;
        quoted = next < text.length && text[next] == '"';
        String field = quoted ? readQuoted() : readPlain();
        if (next < text.length && text[next] == ',') {
            next++;
            return field;
        }
        if (next < text.length && text[next] == '\r') {
            next++;
        }
        if (next < text.length) {
            if (text[next] != '\n') {
                throw refused("has text after the end of a field");
            }
            next++;
        }
        ended = true;
        line++;
        return field;
    }

    private String readPlain() {
        int begin = next;
        while (next < text.length && text[next] != ',' && text[next] != '\n' && text[next] != '\r') {
            next++;
        }
        return new String(text, begin, next - begin, StandardCharsets.UTF_8);
    }

    private String readQuoted() {
        next++;
        var field = new ByteArrayOutputStream();
        while (next < text.length) {
            int begin = next;
            while (next < text.length && text[next] != '"') {
                next++;
            }
            field.write(text, begin, next - begin);
            next++;
            if (next >= text.length || text[next] != '"') {
                return field.toString(StandardCharsets.UTF_8);
            }
            field.write('"');
            next++;
        }
        throw refused("has a quoted field without an end");
    }
}
