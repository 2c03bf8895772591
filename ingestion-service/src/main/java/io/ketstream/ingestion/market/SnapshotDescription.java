package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.support.event.ModelJson;
import org.jspecify.annotations.Nullable;

/// A stored snapshot without its covariance, which may be large.
///
/// @param closes at its end; absent where nothing says of which prices it is
public record SnapshotDescription(
        Digest digest,
        StoredSnapshot.Header header,
        @Nullable Quotes closes) {

    static SnapshotDescription of(StoredSnapshot snapshot) {
        return new SnapshotDescription(snapshot.digest(), snapshot.header(), snapshot.closes());
    }

    /// As made of prices with these closes.
    public SnapshotDescription with(@Nullable Quotes made) {
        return new SnapshotDescription(digest, header, made);
    }

    /// As read back.
    public static SnapshotDescription of(String headerJson, @Nullable Quotes closes) {
        return new SnapshotDescription(
                Digest.of(headerJson), ModelJson.mapper().readValue(headerJson, StoredSnapshot.Header.class), closes);
    }
}
