package io.ketstream.ingestion.source.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.ingestion.source.SourceCounts;
import io.ketstream.ingestion.source.SourceSettings;
import io.ketstream.ingestion.source.SourceStatus;
import io.ketstream.ingestion.source.SourceType;
import io.ketstream.ingestion.source.SymbolProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A source as it is shown.
///
/// @param working whether some instance is at it now
/// @param succeededAt when it was last complete
/// @param age since then
/// @param failedAt when it failed last, which may be before it succeeded
/// @param error why it failed then
/// @param nextAt when the service is asked next
/// @param skew how much later it is by the service's clock
/// @param counts since the source was made
/// @param problems of symbols that have nothing, or nothing new
@JsonInclude(JsonInclude.Include.NON_NULL)
record SourceView(
        String universe,
        SourceType type,
        Map<String, String> symbols,
        @Nullable Duration interval,
        @Nullable LocalDate from,
        boolean working,
        @Nullable Instant succeededAt,
        @Nullable Duration age,
        @Nullable Instant failedAt,
        @Nullable String error,
        Instant nextAt,
        @Nullable Duration skew,
        SourceCounts counts,
        Map<String, String> problems) {

    static SourceView of(SourceStatus status, Instant now) {
        SourceSettings settings = status.settings();
        Instant succeededAt = status.succeededAt();
        Instant worksUntil = status.worksUntil();
        var problems = new LinkedHashMap<String, String>();
        for (SymbolProgress symbol : status.symbols()) {
            String problem = symbol.problem();
            if (problem != null) {
                problems.put(symbol.symbol(), problem);
            }
        }
        return new SourceView(
                settings.universe(),
                settings.type(),
                settings.symbols(),
                settings.interval(),
                settings.from(),
                worksUntil != null && worksUntil.isAfter(now),
                succeededAt,
                succeededAt == null ? null : Duration.between(succeededAt, now),
                status.failedAt(),
                status.error(),
                status.nextAt(),
                status.skew(),
                status.counts(),
                problems);
    }
}
