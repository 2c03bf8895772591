package io.ketstream.results.follow;

import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.Iteration;
import java.io.IOException;

/// Someone who follows a run.
public interface RunReader {

    /// @param bookmark where to go on after this
    void iteration(Bookmark bookmark, Iteration iteration) throws IOException;

    void status(Bookmark bookmark, RunStatus status) throws IOException;

    /// Nothing has happened for a while; a reader that has gone shows it by an exception.
    void silence() throws IOException;
}
