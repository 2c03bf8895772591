package io.ketstream.ingestion.strategy.persistence;

import io.ketstream.ingestion.market.MarketFollower;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.ingestion.strategy.HistoryStep;
import io.ketstream.ingestion.strategy.Strategy;
import io.ketstream.ingestion.strategy.StrategyStore;
import io.ketstream.ingestion.strategy.UniverseBusyException;
import io.ketstream.model.Digest;
import io.ketstream.model.event.Topics;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.support.event.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Whoever gives a strategy a snapshot holds the lock of its universe's row, shared with those that give it
/// the latest: so it misses none, and its arrivals are committed in the order of their numbers.
@Component
class PostgresStrategyStore implements StrategyStore {

    private static final int ROWS_AT_ONCE = 1000;

    private static final Duration LONGEST_LOCK = Duration.ofSeconds(5);

    /// PostgreSQL's state when a lock was waited for too long.
    private static final String LOCK_NOT_THERE = "55P03";

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PostgresStrategyStore(JdbcTemplate jdbc, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public Optional<Accepted> findByKey(String idempotencyKey) {
        return jdbc
                .query(
                        "select id, request_digest from ingestion.strategy where idempotency_key = ?",
                        (row, number) -> new Accepted(
                                new StrategyId(row.getObject("id", UUID.class)),
                                new Digest(row.getString("request_digest"))),
                        idempotencyKey)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Strategy> find(StrategyId id) {
        return find(jdbc, id, "");
    }

    /// @param locked how the row is locked, if it is
    static Optional<Strategy> find(JdbcTemplate jdbc, StrategyId id, String locked) {
        return jdbc
                .query(
                        "select id, revision, status, settings, submitted_at, changed_at from ingestion.strategy "
                                + "where id = ? " + locked,
                        (row, number) -> strategy(row),
                        id.value())
                .stream()
                .findFirst();
    }

    private static Strategy strategy(ResultSet row) throws SQLException {
        return new Strategy(
                new StrategyId(row.getObject("id", UUID.class)),
                row.getLong("revision"),
                StrategyStatus.valueOf(row.getString("status")),
                ModelJson.mapper().readValue(row.getString("settings"), StrategySettings.class),
                row.getTimestamp("submitted_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    @Override
    public long pending(StrategyId id) {
        Long pending = jdbc.queryForObject(
                "select count(*) from ingestion.strategy_arrival where strategy_id = ?", Long.class, id.value());
        return pending == null ? 0 : pending;
    }

    @Override
    public boolean insert(
            Strategy strategy, Digest requestDigest, @Nullable String idempotencyKey, List<HistoryStep> steps) {
        try {
            transaction.executeWithoutResult(status -> {
                lockUniverse(strategy);
                jdbc.update(
                        "insert into ingestion.strategy (id, idempotency_key, request_digest, revision, status, "
                                + "settings, universe, past, submitted_at, changed_at) "
                                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        strategy.id().value(),
                        idempotencyKey,
                        requestDigest.value(),
                        strategy.revision(),
                        strategy.status().name(),
                        ModelJson.mapper().writeValueAsString(strategy.settings()),
                        universe(strategy),
                        strategy.settings().history() != null,
                        Timestamp.from(strategy.submittedAt()),
                        Timestamp.from(strategy.changedAt()));
                if (strategy.settings().history() == null) {
                    tellLatest(strategy);
                } else {
                    addSteps(strategy.id(), steps);
                }
                outbox.add(new OutboxMessage(Topics.STRATEGY_COMMANDS, strategy.revised()));
            });
            return true;
        } catch (DuplicateKeyException e) {
            if (idempotencyKey != null && findByKey(idempotencyKey).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<Strategy> change(StrategyId id, UnaryOperator<Strategy> change) {
        Optional<Strategy> stored = find(id);
        return stored.flatMap(strategy -> transaction.execute(status -> {
            lockUniverse(strategy);
            return apply(id, change);
        }));
    }

    @Override
    public Optional<Strategy> halt(StrategyId id, UnaryOperator<Strategy> change) {
        return Objects.requireNonNull(transaction.execute(status -> apply(id, change)));
    }

    private Optional<Strategy> apply(StrategyId id, UnaryOperator<Strategy> change) {
        return find(jdbc, id, "for no key update").map(before -> {
            Strategy changed = change.apply(before);
            if (changed.revision() > before.revision()) {
                jdbc.update(
                        "update ingestion.strategy set revision = ?, status = ?, settings = ?, changed_at = ? where id = ?",
                        changed.revision(),
                        changed.status().name(),
                        ModelJson.mapper().writeValueAsString(changed.settings()),
                        Timestamp.from(changed.changedAt()),
                        id.value());
                if (changed.status() == StrategyStatus.STOPPED) {
                    letGo(id);
                } else if (changed.looksAfter(before)) {
                    tellLatest(changed);
                }
                outbox.add(new OutboxMessage(Topics.STRATEGY_COMMANDS, changed.revised()));
            }
            return changed;
        });
    }

    @Override
    public void end(StrategyId id) {
        transaction.executeWithoutResult(status -> {
            int ended = jdbc.update(
                    "update ingestion.strategy set status = 'STOPPED' where id = ? and status <> 'STOPPED'",
                    id.value());
            if (ended > 0) {
                letGo(id);
            }
        });
    }

    /// What one that is stopped needs no more.
    private void letGo(StrategyId id) {
        jdbc.update("delete from ingestion.strategy_arrival where strategy_id = ?", id.value());
        jdbc.update("delete from ingestion.strategy_snapshot where strategy_id = ?", id.value());
    }

    /// An upload holds the lock for as long as its prices come.
    private void lockUniverse(Strategy strategy) {
        jdbc.execute("set local lock_timeout = '" + LONGEST_LOCK.toMillis() + "ms'");
        try {
            jdbc.queryForList("select name from ingestion.universe where name = ? for share", universe(strategy));
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && LOCK_NOT_THERE.equals(cause.getSQLState())) {
                throw new UniverseBusyException(universe(strategy), e);
            }
            throw e;
        }
    }

    private static String universe(Strategy strategy) {
        return Objects.requireNonNull(strategy.settings().problem().universe(), "a strategy has one");
    }

    private void tellLatest(Strategy strategy) {
        jdbc.update(
                "insert into ingestion.strategy_arrival (strategy_id, snapshot, closes, arrived_at) "
                        + "select ?, snapshot, closes, ? from ingestion.universe "
                        + "where name = ? and snapshot is not null and closes is not null",
                strategy.id().value(),
                Timestamp.from(clock.instant()),
                universe(strategy));
    }

    private void addSteps(StrategyId id, List<HistoryStep> steps) {
        HistoryStep last = steps.getLast();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "insert into ingestion.strategy_arrival (strategy_id, since, as_of, last, arrived_at) "
                        + "values (?, ?, ?, ?, ?)",
                steps,
                ROWS_AT_ONCE,
                (row, step) -> {
                    row.setObject(1, id.value());
                    row.setObject(2, step.since());
                    row.setObject(3, step.asOf());
                    row.setBoolean(4, step.equals(last));
                    row.setTimestamp(5, now);
                });
    }

    /// Gives strategies every new market of their universe.
    @Component
    static class Followers implements MarketFollower {

        private final JdbcTemplate jdbc;
        private final Clock clock;

        Followers(JdbcTemplate jdbc, Clock clock) {
            this.jdbc = jdbc;
            this.clock = clock;
        }

        @Override
        public void follow(StoredSnapshot snapshot) {
            jdbc.update(
                    "insert into ingestion.strategy_arrival (strategy_id, snapshot, closes, arrived_at) "
                            + "select id, ?, ?, ? from ingestion.strategy "
                            + "where universe = ? and status <> 'STOPPED' and not past order by submitted_at, id",
                    snapshot.digest().value(),
                    ModelJson.mapper().writeValueAsString(snapshot.closes()),
                    Timestamp.from(clock.instant()),
                    snapshot.universe());
        }
    }
}
