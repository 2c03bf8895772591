package io.ketstream.results.kernel.web;

import io.ketstream.results.kernel.GramMatrix;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// A matrix as text: each number is the shortest that reads back to the same double.
final class MatrixText {

    private MatrixText() {}

    /// A line for each row, without a header.
    static void csv(GramMatrix matrix, OutputStream output) throws IOException {
        Writer writer = writer(output);
        matrix.forEachRow(row -> {
            numbers(row, writer);
            writer.write("\r\n");
        });
        writer.flush();
    }

    /// `{"rows": …, "matrix": [[…], …]}`.
    static void json(GramMatrix matrix, OutputStream output) throws IOException {
        Writer writer = writer(output);
        writer.write("{\"rows\":" + matrix.rows() + ",\"matrix\":[");
        var between = new StringBuilder();
        matrix.forEachRow(row -> {
            writer.append(between).append('[');
            numbers(row, writer);
            writer.append(']');
            between.setLength(0);
            between.append(',');
        });
        writer.write("]}");
        writer.flush();
    }

    private static Writer writer(OutputStream output) {
        return new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.US_ASCII));
    }

    private static void numbers(double[] row, Writer writer) throws IOException {
        for (int j = 0; j < row.length; j++) {
            if (j > 0) {
                writer.write(',');
            }
            writer.write(Double.toString(row[j]));
        }
    }
}
