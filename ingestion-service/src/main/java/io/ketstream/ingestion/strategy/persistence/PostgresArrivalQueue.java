package io.ketstream.ingestion.strategy.persistence;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.ingestion.strategy.Arrival;
import io.ketstream.ingestion.strategy.ArrivalQueue;
import io.ketstream.ingestion.strategy.HistoryStep;
import io.ketstream.ingestion.strategy.Strategy;
import io.ketstream.model.Digest;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.Topics;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.support.event.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Rows of which a strategy's oldest is next. Its events are made under the lock of the strategy's row: so
/// they are in the outbox in their order, and with the revision that is the last before them there.
@Component
class PostgresArrivalQueue implements ArrivalQueue {

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PostgresArrivalQueue(JdbcTemplate jdbc, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public List<StrategyId> waiting() {
        return jdbc.query(
                "select a.strategy_id from ingestion.strategy_arrival a "
                        + "join ingestion.strategy s on s.id = a.strategy_id where not (s.past and s.status = 'PAUSED') "
                        + "group by s.past, a.strategy_id order by s.past, min(a.id)",
                (row, number) -> new StrategyId(row.getObject("strategy_id", UUID.class)));
    }

    @Override
    public Optional<Arrival> oldest(StrategyId id) {
        return jdbc
                .query(
                        "select * from ingestion.strategy_arrival where strategy_id = ? order by id limit 1",
                        (row, number) -> arrival(row),
                        id.value())
                .stream()
                .findFirst();
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        LocalDate since = row.getObject("since", LocalDate.class);
        LocalDate asOf = row.getObject("as_of", LocalDate.class);
        String snapshot = row.getString("snapshot");
        String closes = row.getString("closes");
        return new Arrival(
                row.getLong("id"),
                row.getBoolean("last"),
                since == null || asOf == null ? null : new HistoryStep(since, asOf),
                snapshot == null ? null : new Digest(snapshot),
                closes == null ? null : ModelJson.mapper().readValue(closes, Quotes.class),
                row.getString("refusal"));
    }

    @Override
    public boolean begin(StrategyId id, Instant until) {
        return jdbc.update(
                        "update ingestion.strategy set busy_until = ? where id = ? and busy_until <= ?",
                        Timestamp.from(until),
                        id.value(),
                        Timestamp.from(clock.instant()))
                > 0;
    }

    @Override
    public void made(StrategyId id, Arrival step, Digest snapshot, Quotes closes) {
        transaction.executeWithoutResult(status -> {
            end(id);
            jdbc.update(
                    "update ingestion.strategy_arrival set snapshot = ?, closes = ? where id = ?",
                    snapshot.value(),
                    ModelJson.mapper().writeValueAsString(closes),
                    step.id());
            // it may have been stopped meanwhile
            jdbc.update(
                    "insert into ingestion.strategy_snapshot (strategy_id, snapshot) "
                            + "select id, ? from ingestion.strategy where id = ? and status <> 'STOPPED' "
                            + "on conflict do nothing",
                    snapshot.value(),
                    id.value());
        });
    }

    @Override
    public void refused(StrategyId id, Arrival step, Quotes closes, String refusal) {
        transaction.executeWithoutResult(status -> {
            end(id);
            jdbc.update(
                    "update ingestion.strategy_arrival set closes = ?, refusal = ? where id = ?",
                    ModelJson.mapper().writeValueAsString(closes),
                    refusal,
                    step.id());
        });
    }

    private void end(StrategyId id) {
        jdbc.update("update ingestion.strategy set busy_until = 'epoch' where id = ?", id.value());
    }

    @Override
    public boolean send(StrategyId id, BiFunction<Strategy, Arrival, List<StrategyInput>> tell) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Strategy> strategy = PostgresStrategyStore.find(jdbc, id, "for no key update skip locked");
            Optional<Arrival> oldest = strategy.isEmpty() ? Optional.empty() : oldest(id);
            if (strategy.isEmpty() || oldest.isEmpty()) {
                return false;
            }
            Arrival arrival = oldest.get();
            if (strategy.get().status() != StrategyStatus.STOPPED) {
                if (!arrival.isMade()) {
                    return false;
                }
                for (StrategyInput told : tell.apply(strategy.get(), arrival)) {
                    outbox.add(new OutboxMessage(Topics.STRATEGY_COMMANDS, told));
                }
            }
            jdbc.update("delete from ingestion.strategy_arrival where id = ?", arrival.id());
            jdbc.update(
                    "update ingestion.strategy set snapshot = coalesce(?, snapshot), told_at = ? where id = ?",
                    arrival.snapshot() == null ? null : arrival.snapshot().value(),
                    Timestamp.from(clock.instant()),
                    id.value());
            return true;
        }));
    }

    /// All steps of a history are there from its beginning: one waits from when it was its turn.
    @Override
    public Waiting waits() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) as arrivals, min(case when s.past "
                        + "then greatest(a.arrived_at, s.told_at, s.changed_at) else a.arrived_at end) as since "
                        + "from ingestion.strategy_arrival a join ingestion.strategy s on s.id = a.strategy_id "
                        + "where not (s.past and s.status = 'PAUSED')",
                (row, number) -> {
                    Timestamp since = row.getTimestamp("since");
                    Duration longest =
                            since == null ? Duration.ZERO : Duration.between(since.toInstant(), clock.instant());
                    return new Waiting(row.getLong("arrivals"), longest);
                }));
    }
}
