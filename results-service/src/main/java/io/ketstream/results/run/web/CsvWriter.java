package io.ketstream.results.run.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180) in UTF-8. A number is the shortest text that reads back to the same double; what
/// is absent is empty.
public final class CsvWriter {

    public static final String MEDIA_TYPE = "text/csv";

    private static final String LINE_END = "\r\n";

    private final Writer writer;

    public CsvWriter(OutputStream output) {
        this.writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    }

    public void line(@Nullable Object... fields) throws IOException {
        for (int k = 0; k < fields.length; k++) {
            if (k > 0) {
                writer.write(',');
            }
            writer.write(field(fields[k]));
        }
        writer.write(LINE_END);
    }

    public void flush() throws IOException {
        writer.flush();
    }

    private static String field(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
