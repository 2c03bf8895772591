package io.ketstream.results.run.web;

import io.ketstream.model.RunId;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.Runs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Iterations as comma-separated values (RFC 4180), read and written a thousand at a time. A number is the shortest
/// text that reads back to the same double.
final class IterationCsv {

    static final String MEDIA_TYPE = "text/csv";

    private static final int CHUNK = 1000;
    private static final String LINE_END = "\r\n";

    private IterationCsv() {}

    static void write(Runs runs, RunId run, OutputStream output) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        List<Iteration> chunk = runs.iterationsAfter(run, 0, CHUNK);
        header(writer, chunk.isEmpty() ? 0 : chunk.getFirst().parameters().size());
        while (!chunk.isEmpty()) {
            for (Iteration iteration : chunk) {
                line(writer, iteration);
            }
            chunk = runs.iterationsAfter(run, chunk.getLast().iteration(), CHUNK);
        }
        writer.flush();
    }

    private static void header(Writer writer, int parameters) throws IOException {
        writer.write("iteration,evaluations,shots,objective,standardError,bestObjective,bestBitString,occurredAt");
        for (int k = 0; k < parameters; k++) {
            writer.write(",parameter" + k);
        }
        writer.write(LINE_END);
    }

    private static void line(Writer writer, Iteration step) throws IOException {
        writer.write(step.iteration() + "," + step.evaluations() + "," + step.shots() + "," + step.objective() + ","
                + step.standardError() + "," + step.bestObjective() + ",");
        // a bit string needs no quotes
        writer.write(step.bestBitString() == null ? "" : step.bestBitString());
        writer.write("," + step.occurredAt());
        for (int k = 0; k < step.parameters().size(); k++) {
            writer.write("," + step.parameters().get(k));
        }
        writer.write(LINE_END);
    }
}
