package io.ketstream.results.run.web;

import io.ketstream.model.RunId;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.TrainingStep;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// All epochs of a network as a table, read and written a thousand at a time.
final class EpochCsv {

    private static final int CHUNK = 1000;

    private EpochCsv() {}

    static void write(Runs runs, RunId run, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        csv.line(
                "iteration",
                "fold",
                "epoch",
                "epochs",
                "loss",
                "validationLoss",
                "score",
                "validationScore",
                "occurredAt");
        List<TrainingStep> chunk = runs.epochsAfter(run, 0, CHUNK);
        while (!chunk.isEmpty()) {
            for (TrainingStep epoch : chunk) {
                csv.line(
                        epoch.step(),
                        epoch.fold(),
                        epoch.done(),
                        epoch.total(),
                        epoch.loss(),
                        epoch.validationLoss(),
                        epoch.score(),
                        epoch.validationScore(),
                        epoch.occurredAt());
            }
            chunk = runs.epochsAfter(run, chunk.getLast().step(), CHUNK);
        }
        csv.flush();
    }
}
