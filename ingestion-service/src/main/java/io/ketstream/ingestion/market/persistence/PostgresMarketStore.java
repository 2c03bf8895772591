package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.CovarianceBytes;
import io.ketstream.ingestion.market.MarketFollower;
import io.ketstream.ingestion.market.MarketStore;
import io.ketstream.ingestion.market.PriceFeed;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.ingestion.market.SnapshotDescription;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.ingestion.market.TickUniverse;
import io.ketstream.ingestion.market.UniverseSummary;
import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.Topics;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresMarketStore implements MarketStore {

    /// Rows fetched at a time, so that all of a large universe's need not be in memory before the first is read.
    private static final int FETCH = 10_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(-4000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;
    private final UniverseRepository universes;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final MarketFreshness freshness;
    private final BarTable bars;
    private final MarketFollower follower;
    private final TransactionTemplate unchanging;

    PostgresMarketStore(
            JdbcTemplate jdbc,
            DataSource source,
            UniverseRepository universes,
            Outbox outbox,
            Clock clock,
            TransactionTemplate transaction,
            MarketFreshness freshness,
            BarTable bars,
            MarketFollower follower) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(source);
        streaming.setFetchSize(FETCH);
        this.universes = universes;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
        this.freshness = freshness;
        this.bars = bars;
        this.follower = follower;
        this.unchanging =
                new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager(), "Spring sets it"));
        unchanging.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        unchanging.setReadOnly(true);
    }

    @Override
    public StoredSnapshot replace(
            String universe,
            PriceFeed prices,
            Function<PriceTable, StoredSnapshot> summarise,
            Function<StoredSnapshot, Event> announce)
            throws IOException {
        try {
            StoredSnapshot stored = transaction.execute(status -> {
                long duplicates = load(universe, prices);
                PriceTable table = table(universe, FIRST_DAY, LAST_DAY, duplicates);
                StoredSnapshot snapshot = summarise.apply(table);
                boolean isNew = isNew(universe, snapshot);
                save(snapshot, true);
                update(universe, table, snapshot);
                if (isNew) {
                    follower.follow(snapshot);
                }
                outbox.add(new OutboxMessage(Topics.MARKET_SNAPSHOTS, announce.apply(snapshot)));
                return snapshot;
            });
            if (stored == null) {
                throw new IllegalStateException("the transaction returned nothing");
            }
            freshness.loaded(clock.instant());
            return stored;
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    @Override
    public Optional<UniverseSummary> find(String universe) {
        return universes.findById(universe).map(UniverseEntity::summary);
    }

    @Override
    public Optional<PriceTable> prices(String universe, @Nullable LocalDate until) {
        Optional<TickUniverse> ofTicks = bars.find(universe);
        if (ofTicks.isPresent()) {
            return ofTicks.map(found -> bars.read(found, until));
        }
        return universes
                .findById(universe)
                .map(entity -> transaction.execute(
                        status -> table(universe, FIRST_DAY, until == null ? LAST_DAY : until, entity.duplicates())));
    }

    @Override
    public PriceTable prices(String universe, LocalDate from, LocalDate until) {
        // how often a close of the upload was repeated may tell of later days
        return Objects.requireNonNull(unchanging.execute(status -> table(universe, from, until, 0)));
    }

    @Override
    public List<LocalDate> days(String universe) {
        return days(universe, FIRST_DAY, LAST_DAY);
    }

    @Override
    public List<String> symbols(String universe) {
        return symbols(universe, FIRST_DAY, LAST_DAY);
    }

    @Override
    public void save(StoredSnapshot snapshot, boolean kept) {
        transaction.executeWithoutResult(status -> insert(snapshot, kept));
    }

    /// Its row is the lock under which the covariance is stored, once.
    private void insert(StoredSnapshot snapshot, boolean kept) {
        jdbc.update(
                "insert into ingestion.snapshot "
                        + "(digest, universe, as_of, created_at, header, kept) "
                        + "values (?, ?, ?, ?, ?, ?) on conflict (digest) do update "
                        + "set created_at = excluded.created_at, kept = snapshot.kept or excluded.kept",
                snapshot.digest().value(),
                snapshot.universe(),
                snapshot.header().asOf(),
                Timestamp.from(clock.instant()),
                snapshot.headerJson(),
                kept);
        if (StoredCovariance.find(jdbc, snapshot.digest()).isEmpty()) {
            StoredCovariance.store(jdbc, snapshot.digest(), snapshot.covariance());
        }
    }

    @Override
    public Optional<StoredSnapshot> latest(String universe) {
        return snapshots(
                "select u.name as universe, s.digest, s.header from ingestion.universe u "
                        + "join ingestion.snapshot s on s.digest = u.snapshot where u.name = ?",
                universe);
    }

    @Override
    public Optional<SnapshotDescription> describeLatest(String universe) {
        return descriptions(
                "select s.header, u.closes from ingestion.universe u "
                        + "join ingestion.snapshot s on s.digest = u.snapshot where u.name = ?",
                universe);
    }

    @Override
    public boolean keep(Digest digest) {
        return jdbc.update(
                        "update ingestion.snapshot set created_at = ?, kept = true where digest = ?",
                        Timestamp.from(clock.instant()),
                        digest.value())
                > 0;
    }

    @Override
    public Optional<StoredSnapshot> find(Digest digest) {
        return snapshots("select universe, digest, header from ingestion.snapshot where digest = ?", digest.value());
    }

    @Override
    public Optional<SnapshotDescription> describe(Digest digest) {
        return descriptions("select header, null as closes from ingestion.snapshot where digest = ?", digest.value());
    }

    @Override
    public Optional<CovarianceBytes> covariance(Digest digest) {
        return StoredCovariance.find(jdbc, digest);
    }

    private Optional<StoredSnapshot> snapshots(String query, String parameter) {
        return jdbc
                .query(
                        query,
                        (row, number) -> StoredSnapshot.of(
                                row.getString("universe"),
                                row.getString("header"),
                                covariance(new Digest(row.getString("digest"))).orElseThrow()),
                        parameter)
                .stream()
                .findFirst();
    }

    private Optional<SnapshotDescription> descriptions(String query, String parameter) {
        return jdbc
                .query(
                        query,
                        (row, number) ->
                                SnapshotDescription.of(row.getString("header"), quotes(row.getString("closes"))),
                        parameter)
                .stream()
                .findFirst();
    }

    private static @Nullable Quotes quotes(@Nullable String json) {
        return json == null ? null : ModelJson.mapper().readValue(json, Quotes.class);
    }

    /// The row of the universe is the lock under which its prices are replaced.
    ///
    /// @return how many closes only repeated another
    private long load(String universe, PriceFeed prices) {
        jdbc.update(
                "insert into ingestion.universe (name, symbols, days, first_day, last_day, loaded_at) "
                        + "values (?, 0, 0, 'epoch', 'epoch', now()) on conflict (name) do nothing",
                universe);
        jdbc.queryForList("select name from ingestion.universe where name = ? for update", universe);
        if (bars.find(universe).isPresent()) {
            throw new InvalidValueException("universe", "has its prices from ticks");
        }
        jdbc.update("delete from ingestion.price where universe = ?", universe);
        boolean stage = prices.mayRepeat();
        if (stage) {
            jdbc.execute("create temporary table uploaded_price (like ingestion.price) on commit drop");
        }
        long copied = copy(universe, prices, stage ? "uploaded_price" : "ingestion.price");
        if (copied == 0) {
            throw new InvalidValueException("prices", "must have at least one line of prices");
        }
        return prices.duplicates() + (stage ? copied - settle() : 0);
    }

    private long copy(String universe, PriceFeed prices, String table) {
        Long copied = jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return PriceCopy.copy(connection, universe, prices, table);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return copied == null ? 0 : copied;
    }

    /// Takes each close once; two different ones of a symbol on a day are refused, since nothing says which is right.
    ///
    /// @return how many are left
    private long settle() {
        List<String> refused = jdbc.query(
                "select symbol, day from uploaded_price group by symbol, day having min(close) <> max(close) "
                        + "order by day, symbol limit 1",
                (row, number) -> "has two closes of " + row.getString("symbol") + " on "
                        + row.getObject("day", LocalDate.class));
        if (!refused.isEmpty()) {
            throw new InvalidValueException("prices", refused.getFirst());
        }
        return jdbc.update("insert into ingestion.price (universe, symbol, day, close) "
                + "select universe, symbol, day, min(close) from uploaded_price group by universe, symbol, day");
    }

    /// Whether the universe's latest snapshot is another, or of other closes.
    private boolean isNew(String universe, StoredSnapshot snapshot) {
        SnapshotDescription latest = describeLatest(universe).orElse(null);
        return latest == null
                || !latest.digest().equals(snapshot.digest())
                || !Objects.equals(latest.closes(), snapshot.closes());
    }

    private void update(String universe, PriceTable table, StoredSnapshot snapshot) {
        jdbc.update(
                "update ingestion.universe set symbols = ?, days = ?, first_day = ?, last_day = ?, loaded_at = ?, "
                        + "duplicates = ?, snapshot = ?, closes = ? where name = ?",
                table.symbols().size(),
                table.days().size(),
                table.days().getFirst(),
                table.days().getLast(),
                Timestamp.from(clock.instant()),
                table.duplicates(),
                snapshot.digest().value(),
                ModelJson.mapper().writeValueAsString(snapshot.closes()),
                universe);
    }

    private List<LocalDate> days(String universe, LocalDate from, LocalDate until) {
        return jdbc.query(
                "select distinct day from ingestion.price where universe = ? and day between ? and ? order by day",
                (row, number) -> row.getObject("day", LocalDate.class),
                universe,
                from,
                until);
    }

    private List<String> symbols(String universe, LocalDate from, LocalDate until) {
        return jdbc.query(
                "select distinct symbol from ingestion.price where universe = ? and day between ? and ? order by symbol",
                (row, number) -> row.getString("symbol"),
                universe,
                from,
                until);
    }

    private PriceTable table(String universe, LocalDate from, LocalDate until, long duplicates) {
        List<LocalDate> days = days(universe, from, until);
        List<String> symbols = symbols(universe, from, until);
        Map<LocalDate, Integer> dayIndex = index(days);
        Map<String, Integer> symbolIndex = index(symbols);
        double[][] closes = new double[days.size()][symbols.size()];
        for (double[] row : closes) {
            Arrays.fill(row, Double.NaN);
        }
        streaming.query(
                "select day, symbol, close from ingestion.price where universe = ? and day between ? and ?",
                row -> {
                    Integer day = dayIndex.get(row.getObject("day", LocalDate.class));
                    Integer symbol = symbolIndex.get(row.getString("symbol"));
                    if (day != null && symbol != null) {
                        closes[day][symbol] = row.getDouble("close");
                    }
                },
                universe,
                from,
                until);
        return new PriceTable(new ArrayList<>(days), symbols, closes, duplicates);
    }

    private static <T> Map<T, Integer> index(List<T> values) {
        var index = new HashMap<T, Integer>();
        for (int i = 0; i < values.size(); i++) {
            index.put(values.get(i), i);
        }
        return index;
    }
}
