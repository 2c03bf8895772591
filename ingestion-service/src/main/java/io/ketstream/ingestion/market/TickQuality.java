package io.ketstream.ingestion.market;

import java.time.Duration;
import java.time.Instant;

/// What the bars of a snapshot were made of.
///
/// @param until end of the newest bar
/// @param barLength of each bar
/// @param bars times at which any symbol had one; times at which none had are left out
/// @param ticks in these bars
/// @param duplicates ticks that were sent again while their bar was open, and dropped
/// @param late ticks that came after their bar was closed, and were dropped
/// @param gaps bars that a symbol lacks; its last close is carried forward over them
public record TickQuality(
        Instant until, Duration barLength, int bars, long ticks, long duplicates, long late, long gaps) {}
