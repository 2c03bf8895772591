package io.ketstream.results.retention;

import io.ketstream.model.RunId;
import io.ketstream.model.strategy.StrategyId;
import java.time.Instant;
import java.util.List;

/// What the event log and the projections hold that may be forgotten.
public interface OldEvents {

    /// Runs that ended before `time`, the first to end first, at most `most` of them. A run is not among them while
    /// there is a replay of it, whose `matches` is told from both, nor a child while there is its parent, which
    /// counts it. A strategy is no such parent: it tells all that it was by its own facts.
    List<RunId> runsEndedBefore(Instant time, int most);

    /// Forgets the events of a run and its projections, both or neither.
    ///
    /// @return false when it is not, or no longer, one of [#runsEndedBefore]
    boolean forget(RunId run, Instant endedBefore);

    /// Strategies that were stopped and have not done anything since `time`, the first of all first, at most `most` of
    /// them.
    List<StrategyId> strategiesStoppedBefore(Instant time, int most);

    /// Forgets the facts of a strategy and its projection, both or neither.
    ///
    /// @return false when it is not, or no longer, one of [#strategiesStoppedBefore]
    boolean forget(StrategyId strategy, Instant stoppedBefore);

    /// Forgets events that belong to no run and were received before `time`, at most `most` of them.
    ///
    /// @return how many
    int forgetOfNoRun(Instant time, int most);
}
