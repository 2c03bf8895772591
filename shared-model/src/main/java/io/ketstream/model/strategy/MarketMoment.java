package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A snapshot of a market as a strategy met it.
///
/// @param sequence grows with every snapshot that a strategy is told of
/// @param until end of the newest bar, where the prices are bars of ticks
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MarketMoment(
        long sequence,
        Digest snapshotDigest,
        LocalDate asOf,
        @Nullable Instant until) {

    /// The market's own time: of closes, the beginning of their day.
    public Instant time() {
        return until == null ? asOf.atStartOfDay(ZoneOffset.UTC).toInstant() : until;
    }
}
