package io.ketstream.ingestion.source.persistence;

import io.ketstream.ingestion.source.LeaseEndedException;
import io.ketstream.ingestion.source.SourceCounts;
import io.ketstream.ingestion.source.SourceSettings;
import io.ketstream.ingestion.source.SourceStatus;
import io.ketstream.ingestion.source.SourceStore;
import io.ketstream.ingestion.source.SourceType;
import io.ketstream.ingestion.source.SymbolProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresSourceStore implements SourceStore {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    PostgresSourceStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void save(SourceSettings settings, Instant now) {
        transaction.executeWithoutResult(status -> {
            String universe = settings.universe();
            Duration interval = settings.interval();
            jdbc.update(
                    "delete from ingestion.market_source where universe = ? and type <> ?",
                    universe,
                    settings.type().name());
            jdbc.update(
                    "insert into ingestion.market_source (universe, type, seconds, first_day, next_at) "
                            + "values (?, ?, ?, ?, ?) on conflict (universe) do update "
                            + "set seconds = excluded.seconds, first_day = excluded.first_day, "
                            + "next_at = excluded.next_at, lease = null, leased_until = null, failures = 0, "
                            + "failed_at = null, error = null",
                    universe,
                    settings.type().name(),
                    interval == null ? null : interval.toSeconds(),
                    settings.from(),
                    Timestamp.from(now));
            jdbc.update(
                    "delete from ingestion.market_source_symbol where universe = ? and not symbol = any (?::varchar[])",
                    universe,
                    settings.symbols().keySet().toArray(String[]::new));
            int position = 0;
            for (Map.Entry<String, String> symbol : settings.symbols().entrySet()) {
                jdbc.update(
                        "insert into ingestion.market_source_symbol (universe, symbol, position, name) "
                                + "values (?, ?, ?, ?) on conflict (universe, symbol) do update "
                                + "set position = excluded.position, name = excluded.name, fetched_at = null, "
                                + "sequence = case when market_source_symbol.name = excluded.name "
                                + "then market_source_symbol.sequence end, problem = null",
                        universe,
                        symbol.getKey(),
                        position++,
                        symbol.getValue());
            }
        });
    }

    @Override
    public Optional<SourceStatus> find(String universe) {
        return only(() -> jdbc.query(
                "select * from ingestion.market_source where universe = ?",
                (row, number) -> new SourceStatus(
                        settings(row),
                        instant(row, "succeeded_at"),
                        instant(row, "failed_at"),
                        row.getString("error"),
                        row.getTimestamp("next_at").toInstant(),
                        instant(row, "leased_until"),
                        millis(row, "skew_millis"),
                        new SourceCounts(
                                row.getLong("taken"),
                                row.getLong("gaps"),
                                row.getLong("filled"),
                                row.getLong("missed")),
                        symbols(universe)),
                universe));
    }

    @Override
    public boolean delete(String universe) {
        return jdbc.update("delete from ingestion.market_source where universe = ?", universe) > 0;
    }

    @Override
    public Optional<Lease> lease(Instant now, Instant until) {
        UUID id = UUID.randomUUID();
        return only(() -> jdbc.query(
                "update ingestion.market_source set lease = ?, leased_until = ? where universe = "
                        + "(select universe from ingestion.market_source where next_at <= ? "
                        + "and (leased_until is null or leased_until <= ?) "
                        + "order by next_at limit 1 for update skip locked) returning *",
                (row, number) -> new Lease(id, settings(row), row.getInt("failures")),
                id,
                Timestamp.from(until),
                Timestamp.from(now),
                Timestamp.from(now)));
    }

    @Override
    public boolean renew(Lease lease, Instant until) {
        return change(lease, "leased_until = ?", Timestamp.from(until));
    }

    @Override
    public void giveBack(Lease lease, Instant nextAt) {
        require(lease, change(lease, "lease = null, leased_until = null, next_at = ?", Timestamp.from(nextAt)));
    }

    @Override
    public void fail(Lease lease, Instant failedAt, Instant nextAt, String reason) {
        require(
                lease,
                change(
                        lease,
                        "lease = null, leased_until = null, failures = failures + 1, failed_at = ?, next_at = ?, error = ?",
                        Timestamp.from(failedAt),
                        Timestamp.from(nextAt),
                        reason));
    }

    @Override
    public List<SymbolProgress> symbols(Lease lease) {
        return symbols(lease.settings().universe());
    }

    @Override
    public void advance(Lease lease, List<SymbolProgress> symbols, SourceCounts counts) {
        transaction.executeWithoutResult(status -> {
            // the row is the fence: who replaces the source waits for it, or was first
            require(
                    lease,
                    change(
                            lease,
                            "taken = taken + ?, gaps = gaps + ?, filled = filled + ?, missed = missed + ?",
                            counts.taken(),
                            counts.gaps(),
                            counts.filled(),
                            counts.missed()));
            for (SymbolProgress symbol : symbols) {
                jdbc.update(
                        "update ingestion.market_source_symbol set fetched_at = ?, sequence = ?, problem = ? "
                                + "where universe = ? and symbol = ?",
                        timestamp(symbol.fetchedAt()),
                        symbol.sequence(),
                        symbol.problem(),
                        lease.settings().universe(),
                        symbol.symbol());
            }
        });
    }

    @Override
    public void succeed(Lease lease, Instant when, @Nullable Duration skew) {
        require(
                lease,
                change(
                        lease,
                        "succeeded_at = ?, failures = 0, skew_millis = ?",
                        Timestamp.from(when),
                        skew == null ? null : skew.toMillis()));
    }

    /// Of a query that asks for more while it reads: all of it on one connection.
    private <T> Optional<T> only(Supplier<List<T>> query) {
        List<T> rows = transaction.execute(status -> query.get());
        return rows == null ? Optional.empty() : rows.stream().findFirst();
    }

    private boolean change(Lease lease, String assignments, @Nullable Object... values) {
        var parameters = new @Nullable Object[values.length + 2];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = lease.settings().universe();
        parameters[values.length + 1] = lease.id();
        return jdbc.update(
                        "update ingestion.market_source set " + assignments + " where universe = ? and lease = ?",
                        parameters)
                > 0;
    }

    private static void require(Lease lease, boolean changed) {
        if (!changed) {
            throw new LeaseEndedException(lease.settings().universe());
        }
    }

    private SourceSettings settings(ResultSet row) throws SQLException {
        String universe = row.getString("universe");
        var names = new LinkedHashMap<String, String>();
        jdbc.query(
                "select symbol, name from ingestion.market_source_symbol where universe = ? order by position",
                each -> {
                    names.put(each.getString("symbol"), each.getString("name"));
                },
                universe);
        Long seconds = row.getObject("seconds", Long.class);
        return new SourceSettings(
                universe,
                SourceType.valueOf(row.getString("type")),
                names,
                seconds == null ? null : Duration.ofSeconds(seconds),
                row.getObject("first_day", LocalDate.class));
    }

    private List<SymbolProgress> symbols(String universe) {
        return jdbc.query(
                "select * from ingestion.market_source_symbol where universe = ? order by position",
                (row, number) -> new SymbolProgress(
                        row.getString("symbol"),
                        instant(row, "fetched_at"),
                        row.getObject("sequence", Long.class),
                        row.getString("problem")),
                universe);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
