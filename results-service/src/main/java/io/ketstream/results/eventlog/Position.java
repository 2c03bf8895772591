package io.ketstream.results.eventlog;

import java.time.Instant;

/// Where a record stood: within a partition `offset` orders events as everyone sees them; between topics there is no
/// order.
///
/// @param timestamp the record's own
public record Position(String topic, int partition, long offset, Instant timestamp) {}
