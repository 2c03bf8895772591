package io.ketstream.ingestion.run;

import java.time.Instant;

/// Runs as they were submitted, what only they were made from, and tables that no data set is any more. All of these
/// forget a part at a time, so that nobody waits long for them.
public interface OldRuns {

    /// Forgets runs that were submitted before.
    ///
    /// @return how many, at most `limit`
    int forgetRuns(Instant before, int limit);

    /// Forgets large problems that no run is left of, and that were not submitted since.
    ///
    /// @return how many, at most `limit`
    int forgetProblems(Instant before, int limit);

    /// Forgets snapshots that runs were made from of which none is left; never a universe's latest.
    ///
    /// @return how many, at most `limit`
    int forgetSnapshots(Instant before, int limit);

    /// Forgets versions of data sets that no data set is any more and no run is left of, and none was or became since.
    ///
    /// @return how many, at most `limit`
    int forgetTables(Instant before, int limit);
}
