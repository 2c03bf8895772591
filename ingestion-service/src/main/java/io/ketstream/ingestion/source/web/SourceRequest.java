package io.ketstream.ingestion.source.web;

import io.ketstream.ingestion.source.SourceSettings;
import io.ketstream.ingestion.source.SourceType;
import io.ketstream.model.Rules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a universe's market data is to come from.
///
/// @param symbols the universe's symbols, each with the service's name of it
/// @param interval of `tiingo` only: between two fetches, `PT6H` by default
/// @param from of `tiingo` only, and required there: the first day
record SourceRequest(
        SourceType type,
        Map<String, String> symbols,
        @Nullable Duration interval,
        @Nullable LocalDate from) {

    private static final Duration INTERVAL = Duration.ofHours(6);

    SourceRequest {
        Rules.required("type", type);
        Rules.required("symbols", symbols);
    }

    SourceSettings of(String universe) {
        Duration between = interval == null && type == SourceType.TIINGO ? INTERVAL : interval;
        return new SourceSettings(universe, type, symbols, between, from);
    }
}
