package io.ketstream.ingestion.tick;

import java.time.Duration;
import java.time.Instant;

/// The prices of a symbol from `start` on, for `length`: of the ticks of one partition, which are all of the symbol's
/// when its producers choose partitions alike.
///
/// Open and close are the prices at the earliest and latest event time; of ticks at the same time, those with the
/// lowest and the highest sequence.
///
/// @param firstAt event time of the open
/// @param lastAt event time of the close
/// @param volume sum of the sizes; of ticks without one, nothing
/// @param ticks how many it was made of
/// @param duplicates ticks that were sent again while the bar was open, not among `ticks`
public record Bar(
        String symbol,
        Instant start,
        Duration length,
        Instant firstAt,
        Instant lastAt,
        double open,
        double high,
        double low,
        double close,
        double volume,
        long ticks,
        long duplicates) {}
