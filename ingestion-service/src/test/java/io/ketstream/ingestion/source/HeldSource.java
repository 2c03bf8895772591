package io.ketstream.ingestion.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One source in memory, leased whenever it is due.
final class HeldSource implements SourceStore {

    private final Map<String, SymbolProgress> symbols = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final SourceSettings settings;
    private Instant nextAt = Instant.EPOCH;
    private SourceCounts counts = SourceCounts.NONE;
    private int failures;

    HeldSource(SourceSettings settings) {
        this.settings = settings;
    }

    Lease lease() {
        return new Lease(new UUID(0, 0), settings, failures);
    }

    SourceCounts counts() {
        return counts;
    }

    Instant nextAt() {
        return nextAt;
    }

    List<String> errors() {
        return errors;
    }

    @Override
    public void save(SourceSettings replaced, Instant now) {
        throw new IllegalStateException("there is one source only");
    }

    @Override
    public Optional<SourceStatus> find(String universe) {
        return Optional.empty();
    }

    @Override
    public boolean delete(String universe) {
        return false;
    }

    @Override
    public Optional<Lease> lease(Instant now, Instant until) {
        return nextAt.isAfter(now) ? Optional.empty() : Optional.of(lease());
    }

    @Override
    public boolean renew(Lease lease, Instant until) {
        return true;
    }

    @Override
    public void giveBack(Lease lease, Instant next) {
        nextAt = next;
    }

    @Override
    public void fail(Lease lease, Instant failedAt, Instant next, String reason) {
        nextAt = next;
        failures++;
        errors.add(reason);
    }

    @Override
    public List<SymbolProgress> symbols(Lease lease) {
        return List.copyOf(symbols.values());
    }

    @Override
    public void advance(Lease lease, List<SymbolProgress> changed, SourceCounts more) {
        changed.forEach(symbol -> symbols.put(symbol.symbol(), symbol));
        counts = counts.plus(more);
    }

    @Override
    public void succeed(Lease lease, Instant when, @Nullable Duration skew) {
        failures = 0;
    }
}
