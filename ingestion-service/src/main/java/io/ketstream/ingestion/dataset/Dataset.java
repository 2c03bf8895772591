package io.ketstream.ingestion.dataset;

import java.time.Instant;

/// A table under a name.
///
/// @param version how many different tables it has been, this one included
/// @param loadedAt when it became this one
public record Dataset(String name, long version, Instant loadedAt, TableVersion table) {}
