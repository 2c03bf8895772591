package io.ketstream.results.deadletter;

import java.time.Instant;

/// That a dead letter was sent again.
///
/// @param times how often
/// @param at when last
/// @param to where it stands since then
public record Redriven(int times, Instant at, RecordPosition to) {}
