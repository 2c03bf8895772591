package io.ketstream.results.run.web;

import io.ketstream.model.RunId;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All iterations of a run as a table, read and written a thousand at a time.
final class IterationCsv {

    private static final int CHUNK = 1000;
    private static final List<String> COLUMNS = List.of(
            "iteration",
            "evaluations",
            "shots",
            "objective",
            "standardError",
            "bestObjective",
            "bestBitString",
            "occurredAt");

    private IterationCsv() {}

    static void write(Runs runs, RunId run, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        List<Iteration> chunk = runs.iterationsAfter(run, 0, CHUNK);
        csv.line(header(chunk.isEmpty() ? 0 : chunk.getFirst().parameters().size()));
        while (!chunk.isEmpty()) {
            for (Iteration iteration : chunk) {
                csv.line(fields(iteration));
            }
            chunk = runs.iterationsAfter(run, chunk.getLast().iteration(), CHUNK);
        }
        csv.flush();
    }

    private static Object[] header(int parameters) {
        var names = new ArrayList<String>(COLUMNS);
        for (int k = 0; k < parameters; k++) {
            names.add("parameter" + k);
        }
        return names.toArray();
    }

    private static @Nullable Object[] fields(Iteration step) {
        var fields = new ArrayList<@Nullable Object>(Arrays.asList(
                step.iteration(),
                step.evaluations(),
                step.shots(),
                step.objective(),
                step.standardError(),
                step.bestObjective(),
                step.bestBitString(),
                step.occurredAt()));
        for (int k = 0; k < step.parameters().size(); k++) {
            fields.add(step.parameters().get(k));
        }
        return fields.toArray();
    }
}
