package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Market statistics of a universe have been computed from its prices up to `asOf`.
///
/// @param until end of the newest bar, where the prices are bars of ticks
@JsonClassDescription(
        "Market statistics of a universe have been computed from its prices: expected returns and covariance.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotPublished(
        EventMetadata metadata,
        String universe,
        Digest snapshotDigest,
        LocalDate asOf,
        @Nullable Instant until,
        int symbols,
        Link link)
        implements Event {

    @Override
    public String key() {
        return universe;
    }
}
