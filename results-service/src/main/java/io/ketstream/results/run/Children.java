package io.ketstream.results.run;

/// The runs that a run has begun, counted as they are now.
///
/// @param ended of those that were begun
/// @param failed of those that have ended
public record Children(long begun, long ended, long failed) {}
