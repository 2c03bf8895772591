package io.ketstream.ingestion.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where sources are kept, and who of several instances works on which: whoever has a source's [Lease] does, until it
/// ends, is given back, or the source is replaced or deleted. Every change under a lease that is no more is refused.
public interface SourceStore {

    /// A source that one instance has for itself.
    ///
    /// @param failures how often in a row it has failed
    record Lease(UUID id, SourceSettings settings, int failures) {}

    /// Replaces the source of a universe, to be begun with at once. What is known of symbols stays where the type and
    /// the service's name of a symbol do.
    void save(SourceSettings settings, Instant now);

    Optional<SourceStatus> find(String universe);

    /// @return whether there was one
    boolean delete(String universe);

    /// A source that is due and that nobody has.
    Optional<Lease> lease(Instant now, Instant until);

    /// False when the lease is no more.
    boolean renew(Lease lease, Instant until);

    /// Ends the lease; the source is free from `nextAt` on.
    void giveBack(Lease lease, Instant nextAt);

    /// As [#giveBack], after a failure.
    void fail(Lease lease, Instant failedAt, Instant nextAt, String reason);

    List<SymbolProgress> symbols(Lease lease);

    /// Keeps progress and adds to the counts, in one transaction.
    ///
    /// @throws LeaseEndedException when the lease is no more; then nothing is kept
    void advance(Lease lease, List<SymbolProgress> symbols, SourceCounts counts);

    /// Notes a success and forgets earlier failures.
    ///
    /// @throws LeaseEndedException when the lease is no more
    void succeed(Lease lease, Instant when, @Nullable Duration skew);
}
