package io.ketstream.ingestion.tick;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What is stored of a partition at once, or not at all.
///
/// @param before where the partition was: whoever stores anything else in between takes it over
/// @param after where it is then
/// @param bars that have closed; a bar never changes
/// @param late how many ticks came too late for which bar
public record BarBatch(int partition, Position before, Position after, List<Bar> bars, Map<LateBar, Long> late) {

    public BarBatch {
        bars = List.copyOf(bars);
        late = Map.copyOf(late);
    }

    /// A place in the log of a partition.
    ///
    /// @param restart offset of the first tick of a bar that is still open, or `next`
    /// @param next offset of the first record of which nothing is stored
    public record Position(long restart, long next) {

        public static final Position BEGINNING = new Position(0, 0);
    }

    /// A bar that was closed when a tick for it came.
    public record LateBar(String symbol, Instant start) {}
}
