package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.event.Event;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where market data is kept.
public interface MarketStore {

    /// Replaces all prices of a universe, stores the snapshot made of them and its event: all of it, or, when anything
    /// fails, nothing.
    StoredSnapshot replace(
            String universe,
            PriceFeed prices,
            Function<PriceTable, StoredSnapshot> summarise,
            Function<StoredSnapshot, Event> announce)
            throws IOException;

    Optional<UniverseSummary> find(String universe);

    /// Prices up to and including `until`, where given.
    Optional<PriceTable> prices(String universe, @Nullable LocalDate until);

    /// Prices of these days, both included, and of symbols that have one among them; nothing of any other day.
    PriceTable prices(String universe, LocalDate from, LocalDate until);

    /// The days with prices, in ascending order.
    List<LocalDate> days(String universe);

    /// The symbols with prices on any day.
    List<String> symbols(String universe);

    /// Stores the snapshot if it is not there yet.
    ///
    /// @param kept whether it is for good; one that is once, stays so
    void save(StoredSnapshot snapshot, boolean kept);

    /// The snapshot made of the prices that are held now.
    Optional<StoredSnapshot> latest(String universe);

    /// As [#latest], without its covariance, and with the closes of its prices; without them where these were loaded
    /// before closes were kept.
    Optional<SnapshotDescription> describeLatest(String universe);

    /// Keeps a snapshot for good.
    ///
    /// @return false when it is not there any more
    boolean keep(Digest digest);

    Optional<StoredSnapshot> find(Digest digest);

    /// As [#find(Digest)], without its covariance.
    Optional<SnapshotDescription> describe(Digest digest);

    /// The covariance of a snapshot.
    Optional<CovarianceBytes> covariance(Digest digest);
}
