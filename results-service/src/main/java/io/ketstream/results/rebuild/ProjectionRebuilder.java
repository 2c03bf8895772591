package io.ketstream.results.rebuild;

import java.util.function.LongConsumer;

/// Makes the projections of every run again from the event log, run by run, while new events keep coming; then those
/// of strategies, likewise.
///
/// A run can be read at every moment: its projections are replaced in one transaction.
public interface ProjectionRebuilder {

    /// @param progress is told the number of runs done, after each
    /// @return the number of runs rebuilt
    long rebuild(LongConsumer progress);
}
