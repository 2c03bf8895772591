package io.ketstream.ingestion.source;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One source in memory, leased when it is due and nobody has it any more.
final class HeldSource implements SourceStore {

    private final Map<String, SymbolProgress> symbols = new LinkedHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final SourceSettings settings;
    private volatile Instant nextAt = Instant.EPOCH;
    private SourceCounts counts = SourceCounts.NONE;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Instant leasedUntil;
    private Runnable delay = () -> {};
    private volatile boolean isReplaced;

    HeldSource(SourceSettings settings) {
        this.settings = settings;
    }

    Lease lease() {
        return new Lease(UUID.randomUUID(), settings, failures.get());
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

    boolean isLeased() {
        return leasedUntil != null;
    }

    /// What happens while it is being leased.
    void meanwhile(Runnable task) {
        delay = task;
    }

    /// Ends the lease that there is.
    void replace() {
        isReplaced = true;
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
        Instant taken = leasedUntil;
        if ((taken != null && taken.isAfter(now)) || nextAt.isAfter(now)) {
            return Optional.empty();
        }
        leasedUntil = until;
        delay.run();
        return Optional.of(lease());
    }

    @Override
    public boolean renew(Lease lease, Instant until) {
        return !isReplaced;
    }

    @Override
    public void giveBack(Lease lease, Instant next) {
        if (isReplaced) {
            throw new LeaseEndedException(settings.universe());
        }
        nextAt = next;
        leasedUntil = null;
    }

    @Override
    public void fail(Lease lease, Instant failedAt, Instant next, String reason) {
        nextAt = next;
        failures.incrementAndGet();
        errors.add(reason);
        leasedUntil = null;
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
        failures.set(0);
    }
}
