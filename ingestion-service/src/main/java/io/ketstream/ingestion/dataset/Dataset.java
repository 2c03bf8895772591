package io.ketstream.ingestion.dataset;

import java.time.Instant;

/// A table under a name.
///
/// @param version counts from 1 how often it became another table since it was made
/// @param loadedAt when it became this one
public record Dataset(String name, long version, Instant loadedAt, TableVersion table) {}
