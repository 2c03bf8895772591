package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.CovarianceEstimator;
import io.ketstream.ingestion.market.MarketFollower;
import io.ketstream.ingestion.market.MarketStore;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.ingestion.market.TickQuality;
import io.ketstream.ingestion.market.TickUniverse;
import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.ModelJson;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresTickUniverseStore implements TickUniverseStore {

    private static final int ROWS_AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;
    private final MarketStore snapshots;
    private final BarTable bars;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final MarketFreshness freshness;
    private final MarketFollower follower;

    PostgresTickUniverseStore(
            JdbcTemplate jdbc,
            MarketStore snapshots,
            BarTable bars,
            Outbox outbox,
            Clock clock,
            TransactionTemplate transaction,
            MarketFreshness freshness,
            MarketFollower follower) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
        this.bars = bars;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
        this.freshness = freshness;
        this.follower = follower;
    }

    @Override
    public void follow(TickUniverse universe) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "insert into ingestion.universe (name, symbols, days, first_day, last_day, loaded_at) "
                            + "values (?, 0, 0, 'epoch', 'epoch', now()) on conflict (name) do nothing",
                    universe.universe());
            Integer days = jdbc.queryForObject(
                    "select days from ingestion.universe where name = ? for update",
                    Integer.class,
                    universe.universe());
            if (days != null && days > 0 && bars.find(universe.universe()).isEmpty()) {
                throw new InvalidValueException("universe", "has prices that were uploaded");
            }
            CovarianceEstimator estimator = universe.estimator();
            jdbc.update(
                    "insert into ingestion.tick_universe "
                            + "(universe, symbols, seconds, bars, covariance, decay, periods_per_year, changes) "
                            + "values (?, ?::varchar[], ?, ?, ?, ?, ?, 1) on conflict (universe) do update "
                            + "set symbols = excluded.symbols, seconds = excluded.seconds, bars = excluded.bars, "
                            + "covariance = excluded.covariance, decay = excluded.decay, "
                            + "periods_per_year = excluded.periods_per_year, changes = tick_universe.changes + 1, "
                            + "tried_at = 'epoch', until = null, refusal = null",
                    universe.universe(),
                    universe.symbols().toArray(String[]::new),
                    universe.barLength().toSeconds(),
                    universe.bars(),
                    estimator.method().name(),
                    estimator.decay(),
                    universe.periodsPerYear());
        });
    }

    @Override
    public Optional<Status> find(String universe) {
        return jdbc
                .query(
                        "select * from ingestion.tick_universe where universe = ?",
                        (row, number) -> new Status(
                                BarTable.universe(row), instant(row.getTimestamp("until")), row.getString("refusal")),
                        universe)
                .stream()
                .findFirst();
    }

    @Override
    public List<Due> due(Instant triedBefore) {
        return jdbc.query(
                "select * from ingestion.tick_universe where changes <> seen and tried_at <= ? order by tried_at",
                (row, number) -> new Due(BarTable.universe(row), row.getLong("changes"), row.getLong("seen")),
                Timestamp.from(triedBefore));
    }

    @Override
    public PriceTable bars(TickUniverse universe) {
        return bars.read(universe, null);
    }

    @Override
    public void publish(Due due, StoredSnapshot snapshot, PriceTable prices, Event announcement) {
        TickQuality ticks = snapshot.header().quality().ticks();
        if (ticks == null) {
            throw new IllegalArgumentException("the snapshot is not of ticks");
        }
        Boolean isNew = transaction.execute(status -> {
            if (!see(due, ticks.until(), null) || isLatest(snapshot)) {
                return false;
            }
            snapshots.save(snapshot, false);
            jdbc.update(
                    "update ingestion.universe set symbols = ?, days = ?, first_day = ?, last_day = ?, loaded_at = ?, "
                            + "snapshot = ?, closes = ? where name = ?",
                    prices.symbols().size(),
                    prices.days().stream().distinct().count(),
                    prices.days().getFirst(),
                    prices.days().getLast(),
                    Timestamp.from(clock.instant()),
                    snapshot.digest().value(),
                    ModelJson.mapper().writeValueAsString(snapshot.closes()),
                    snapshot.universe());
            follower.follow(snapshot);
            outbox.add(new OutboxMessage(Topics.MARKET_SNAPSHOTS, announcement));
            return true;
        });
        if (Boolean.TRUE.equals(isNew)) {
            freshness.loaded(clock.instant());
            freshness.reached(ticks.until());
        }
    }

    @Override
    public void refuse(Due due, String reason) {
        see(due, null, reason);
    }

    /// False when another instance was first.
    private boolean see(Due due, @Nullable Instant until, @Nullable String refusal) {
        return jdbc.update(
                        "update ingestion.tick_universe set seen = ?, tried_at = ?, until = coalesce(?, until), "
                                + "refusal = ? where universe = ? and seen = ?",
                        due.changes(),
                        Timestamp.from(clock.instant()),
                        until == null ? null : Timestamp.from(until),
                        refusal,
                        due.universe().universe(),
                        due.seen())
                > 0;
    }

    private boolean isLatest(StoredSnapshot snapshot) {
        return !jdbc.queryForList(
                        "select name from ingestion.universe where name = ? and snapshot = ?",
                        snapshot.universe(),
                        snapshot.digest().value())
                .isEmpty();
    }

    @Override
    public void forget(Instant barsBefore, Instant snapshotsBefore) {
        forget("market_bar where stored_at < ?", barsBefore);
        forget("late_tick where stored_at < ?", barsBefore);
        forget(
                "snapshot where not kept and created_at < ? and digest not in "
                        + "(select snapshot from ingestion.universe where snapshot is not null) and not exists "
                        + "(select from ingestion.strategy_arrival where snapshot = digest) and not exists "
                        + "(select from ingestion.strategy_snapshot where snapshot = digest) and not exists "
                        + "(select from ingestion.strategy s where s.snapshot = digest and s.status <> 'STOPPED')",
                snapshotsBefore);
    }

    private void forget(String rows, Instant before) {
        int deleted;
        do {
            String table = rows.substring(0, rows.indexOf(' '));
            deleted = jdbc.update(
                    "delete from ingestion." + table + " where ctid = any (array(select ctid from ingestion." + rows
                            + " limit " + ROWS_AT_ONCE + "))",
                    Timestamp.from(before));
        } while (deleted == ROWS_AT_ONCE);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
