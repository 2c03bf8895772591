package io.ketstream.ingestion.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source has done so far, for as long as this instance has it.
public final class SourceProgress {

    private final SourceStore store;
    private final SourceStore.Lease lease;
    private final Clock clock;
    private final Map<String, SymbolProgress> symbols = new LinkedHashMap<>();
    private int failures;

    SourceProgress(SourceStore store, SourceStore.Lease lease, Clock clock) {
        this.store = store;
        this.lease = lease;
        this.clock = clock;
        this.failures = lease.failures();
        for (String symbol : lease.settings().symbols().keySet()) {
            symbols.put(symbol, SymbolProgress.none(symbol));
        }
        for (SymbolProgress known : store.symbols(lease)) {
            symbols.replace(known.symbol(), known);
        }
    }

    Collection<SymbolProgress> symbols() {
        return List.copyOf(symbols.values());
    }

    SymbolProgress symbol(String symbol) {
        return symbols.getOrDefault(symbol, SymbolProgress.none(symbol));
    }

    void advance(List<SymbolProgress> changed, SourceCounts counts) {
        store.advance(lease, changed, counts);
        for (SymbolProgress each : changed) {
            symbols.put(each.symbol(), each);
        }
    }

    void succeed(@Nullable Duration skew) {
        store.succeed(lease, clock.instant(), skew);
        failures = 0;
    }

    /// How often in a row it has failed.
    int failures() {
        return failures;
    }

    Instant now() {
        return clock.instant();
    }
}
