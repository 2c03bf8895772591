package io.ketstream.model.event;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import java.time.LocalDate;

/// Market statistics of a universe have been computed from its prices up to `asOf`.
public record SnapshotPublished(
        EventMetadata metadata, String universe, Digest snapshotDigest, LocalDate asOf, int symbols, Link link)
        implements Event {

    @Override
    public String key() {
        return universe;
    }
}
