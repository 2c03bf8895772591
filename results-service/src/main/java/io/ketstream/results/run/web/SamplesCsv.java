package io.ketstream.results.run.web;

import io.ketstream.results.run.SamplesView;
import java.io.IOException;
import java.io.OutputStream;

/// The two lists of samples as one table; `list` is the name that the list has in JSON.
final class SamplesCsv {

    private SamplesCsv() {}

    static void write(SamplesView samples, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        csv.line("list", "bitString", "probability", "energy", "objective");
        for (SamplesView.State state : samples.mostProbable()) {
            line(csv, "mostProbable", state);
        }
        for (SamplesView.State state : samples.best()) {
            line(csv, "best", state);
        }
        csv.flush();
    }

    private static void line(CsvWriter csv, String list, SamplesView.State state) throws IOException {
        csv.line(list, state.bitString(), state.probability(), state.energy(), state.objective());
    }
}
