package io.ketstream.ingestion.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a source is with one symbol.
///
/// @param fetchedAt when its closes were fetched last
/// @param sequence of the last of its trades that is in Kafka
/// @param problem why it has nothing, or nothing new
public record SymbolProgress(
        String symbol,
        @Nullable Instant fetchedAt,
        @Nullable Long sequence,
        @Nullable String problem) {

    static SymbolProgress none(String symbol) {
        return new SymbolProgress(symbol, null, null, null);
    }

    SymbolProgress fetched(Instant when) {
        return new SymbolProgress(symbol, when, sequence, null);
    }

    SymbolProgress reached(@Nullable Long last) {
        return new SymbolProgress(symbol, fetchedAt, last, null);
    }

    SymbolProgress failed(String reason) {
        return new SymbolProgress(symbol, fetchedAt, sequence, reason);
    }
}
