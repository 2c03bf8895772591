package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import java.time.LocalDate;

/// Market statistics of a universe have been computed from its prices up to `asOf`.
@JsonClassDescription(
        "Market statistics of a universe have been computed from its prices: expected returns and covariance.")
public record SnapshotPublished(
        EventMetadata metadata, String universe, Digest snapshotDigest, LocalDate asOf, int symbols, Link link)
        implements Event {

    @Override
    public String key() {
        return universe;
    }
}
