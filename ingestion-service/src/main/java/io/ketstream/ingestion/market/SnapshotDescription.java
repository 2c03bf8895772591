package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.support.event.ModelJson;
import org.jspecify.annotations.Nullable;

/// A stored snapshot without its covariance, which may be large.
///
/// @param closes of its last day; absent where it was stored without
public record SnapshotDescription(
        Digest digest,
        StoredSnapshot.Header header,
        @Nullable Quotes closes) {

    static SnapshotDescription of(StoredSnapshot snapshot) {
        return new SnapshotDescription(snapshot.digest(), snapshot.header(), snapshot.closes());
    }

    /// As read back.
    public static SnapshotDescription of(String headerJson, @Nullable Quotes closes) {
        return new SnapshotDescription(
                Digest.of(headerJson), ModelJson.mapper().readValue(headerJson, StoredSnapshot.Header.class), closes);
    }
}
