package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import java.time.Instant;

/// A data set in a list.
public record DatasetSummary(String name, long version, Instant loadedAt, Digest digest, long rows, int columns) {}
