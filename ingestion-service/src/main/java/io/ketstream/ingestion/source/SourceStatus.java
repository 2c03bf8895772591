package io.ketstream.ingestion.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source and how it fares.
///
/// @param succeededAt when a fetch last succeeded, or trades were last known to be complete
/// @param failedAt when it failed last, which may be before it succeeded
/// @param error why it failed then
/// @param nextAt when the service is asked, or connected to, next
/// @param worksUntil until when some instance has the source for itself, unless it says so again
/// @param skew how much later it is by the service's clock than by ours
public record SourceStatus(
        SourceSettings settings,
        @Nullable Instant succeededAt,
        @Nullable Instant failedAt,
        @Nullable String error,
        Instant nextAt,
        @Nullable Instant worksUntil,
        @Nullable Duration skew,
        SourceCounts counts,
        List<SymbolProgress> symbols) {

    public SourceStatus {
        symbols = List.copyOf(symbols);
    }
}
