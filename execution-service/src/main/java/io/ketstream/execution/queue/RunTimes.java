package io.ketstream.execution.queue;

import io.ketstream.model.execution.Wanted;
import org.jspecify.annotations.Nullable;

/// Takes the duration of every computation.
@FunctionalInterface
public interface RunTimes {

    /// @param wanted absent for a circuit of the API
    void record(String backend, @Nullable Wanted wanted, String outcome, double seconds);
}
