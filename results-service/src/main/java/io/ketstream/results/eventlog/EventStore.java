package io.ketstream.results.eventlog;

import java.util.List;

/// Takes events into the log and into the projections, both or neither.
public interface EventStore {

    /// Appends the events that the log does not have yet (by event id) and projects those.
    ///
    /// @param events of one partition in the order of their offsets; events of several partitions in any order
    /// @return how many were new
    /// @throws UnstorableEventException when one of them can never be stored; nothing has been stored then
    int append(List<LoggedEvent> events);
}
