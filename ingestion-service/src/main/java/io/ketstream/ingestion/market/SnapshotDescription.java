package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.support.event.ModelJson;

/// A stored snapshot without its covariance, which may be large.
public record SnapshotDescription(Digest digest, StoredSnapshot.Header header) {

    /// As read back.
    public static SnapshotDescription of(String headerJson) {
        return new SnapshotDescription(
                Digest.of(headerJson), ModelJson.mapper().readValue(headerJson, StoredSnapshot.Header.class));
    }
}
