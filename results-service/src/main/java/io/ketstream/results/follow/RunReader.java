package io.ketstream.results.follow;

import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.TrainingStep;
import java.io.IOException;

/// Someone who follows a run.
public interface RunReader {

    /// @param bookmark where to go on after this
    void iteration(Bookmark bookmark, Iteration iteration) throws IOException;

    /// @param bookmark where to go on after this
    /// @param step of a run that learns
    void progress(Bookmark bookmark, TrainingStep step) throws IOException;

    void status(Bookmark bookmark, RunStatus status) throws IOException;

    /// Nothing has happened for a while; a reader that has gone shows it by an exception.
    void silence() throws IOException;
}
