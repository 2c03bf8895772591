package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.results.strategy.StrategyFacts;
import io.ketstream.results.strategy.StrategyJson;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `strategy_fact`, which are the log of strategies, and of `strategy`, projected from them; inside the
/// caller's transaction and under the strategies' locks.
@Component
class StrategyTables {

    private static final int FETCH_SIZE = 500;

    private final JdbcTemplate jdbc;
    private final EventCodec codec;

    StrategyTables(DataSource dataSource, EventCodec codec) {
        this.codec = codec;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCH_SIZE);
    }

    private record Key(UUID strategy, long number) {}

    private record Row(
            @Nullable Integer epoch,
            int trades,
            @Nullable Long sequence,
            @Nullable String equity) {

        private static Row of(StrategyFact fact) {
            EquityPoint point = EquityPoint.of(fact);
            Long sequence = point == null ? null : point.sequence();
            String equity = point == null ? null : StrategyJson.write(point);
            return switch (fact) {
                case StrategyAccepted accepted -> new Row(null, 0, sequence, equity);
                case StrategyMarketSeen seen -> new Row(null, 0, sequence, equity);
                case StrategyEpochBegun begun -> new Row(begun.epoch(), 0, sequence, equity);
                case StrategyEpochEnded ended ->
                    new Row(ended.epoch(), ended.trades().size(), sequence, equity);
            };
        }
    }

    /// Takes in what is not there yet, by strategy and number.
    ///
    /// @return how many were new
    int append(Collection<LoggedEvent> received) {
        var distinct = new TreeMap<Key, LoggedEvent>(
                Comparator.comparing(Key::strategy).thenComparingLong(Key::number));
        received.forEach(logged -> distinct.putIfAbsent(key(fact(logged)), logged));
        var added = new TreeMap<UUID, List<StrategyFact>>();
        for (Key key : insert(distinct)) {
            added.computeIfAbsent(key.strategy(), strategy -> new ArrayList<>())
                    .add(fact(Objects.requireNonNull(distinct.get(key))));
        }
        added.forEach(this::project);
        return added.values().stream().mapToInt(List::size).sum();
    }

    private List<Key> insert(SortedMap<Key, LoggedEvent> facts) {
        var added = new ArrayList<Key>();
        facts.forEach((key, logged) -> {
            StrategyFact fact = fact(logged);
            Row row = row(fact);
            int rows = jdbc.update(
                    """
                    insert into strategy_fact (strategy_id, number, type, record_timestamp, epoch, trades, sequence, equity, body)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    key.strategy(),
                    key.number(),
                    fact.getClass().getSimpleName(),
                    Timestamp.from(logged.position().timestamp()),
                    row.epoch(),
                    row.trades(),
                    row.sequence(),
                    row.equity(),
                    logged.payload());
            if (rows > 0) {
                added.add(key);
            }
        });
        return added;
    }

    /// Facts come in the order of their numbers. One that comes late, because it was sent again from the dead letters,
    /// makes
    /// the whole be folded anew.
    private void project(UUID strategy, List<StrategyFact> added) {
        StrategyFacts known = jdbc
                .query(
                        "select facts from strategy where strategy_id = ?",
                        (row, number) -> StrategyJson.readFacts(row.getString(1)),
                        strategy)
                .stream()
                .findFirst()
                .orElse(StrategyFacts.NONE);
        if (added.getFirst().number() > known.number()) {
            write(strategy, folded(known, added));
        } else {
            rebuild(strategy);
        }
    }

    private static StrategyFacts folded(StrategyFacts start, List<StrategyFact> facts) {
        StrategyFacts folded = start;
        for (StrategyFact fact : facts) {
            folded = with(folded, fact);
        }
        return folded;
    }

    private static StrategyFacts with(StrategyFacts facts, StrategyFact fact) {
        try {
            return facts.with(fact);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnprojectableException(e);
        }
    }

    private static Row row(StrategyFact fact) {
        try {
            return Row.of(fact);
        } catch (NullPointerException e) {
            throw new UnprojectableException(e);
        }
    }

    /// Makes the projection of a strategy again from all of its facts.
    void rebuild(UUID strategy) {
        var fold = new Fold();
        jdbc.query(
                "select body from strategy_fact where strategy_id = ? order by number",
                row -> {
                    fold.add(codec.decode(row.getString(1).getBytes(StandardCharsets.UTF_8), StrategyFact.class));
                },
                strategy);
        jdbc.update("delete from strategy where strategy_id = ?", strategy);
        if (fold.facts.number() > 0) {
            write(strategy, fold.facts);
        }
    }

    private static final class Fold {
        private StrategyFacts facts = StrategyFacts.NONE;

        void add(StrategyFact fact) {
            facts = with(facts, fact);
        }
    }

    private void write(UUID strategy, StrategyFacts facts) {
        StrategyAccepted accepted = facts.accepted();
        Instant startedAt = facts.startedAt();
        jdbc.update(
                """
                insert into strategy (strategy_id, universe, status, started_at, changed_at, number, facts)
                values (?, ?, ?, ?,
                        (select record_timestamp from strategy_fact where strategy_id = ? and number = ?), ?, ?)
                on conflict (strategy_id) do update set (universe, status, started_at, changed_at, number, facts)
                = (excluded.universe, excluded.status, excluded.started_at, excluded.changed_at, excluded.number,
                   excluded.facts)""",
                new Object[] {
                    strategy,
                    facts.universe(),
                    accepted == null ? null : accepted.status().name(),
                    startedAt == null ? null : Timestamp.from(startedAt),
                    strategy,
                    facts.number(),
                    facts.number(),
                    StrategyJson.write(facts)
                },
                new int[] {
                    Types.OTHER,
                    Types.VARCHAR,
                    Types.VARCHAR,
                    Types.TIMESTAMP,
                    Types.OTHER,
                    Types.BIGINT,
                    Types.BIGINT,
                    Types.VARCHAR
                });
    }

    /// Removes what no fact of the log accounts for.
    void removeUnlogged() {
        jdbc.update("""
                delete from strategy where not exists (
                    select from strategy_fact where strategy_fact.strategy_id = strategy.strategy_id)""");
    }

    /// The first strategy after `previous` in the order of ids; of all, when that is null.
    Optional<UUID> strategyAfter(@Nullable UUID previous) {
        String condition = previous == null ? "" : "where strategy_id > ? ";
        Object[] arguments = previous == null ? new Object[0] : new Object[] {previous};
        return jdbc
                .query(
                        "select strategy_id from strategy_fact " + condition + "order by strategy_id limit 1",
                        (row, number) -> row.getObject(1, UUID.class),
                        arguments)
                .stream()
                .findFirst();
    }

    /// Those that were stopped and have not done anything since `time`.
    List<UUID> stoppedBefore(Instant time, int most) {
        return jdbc.query("""
                select strategy_id from strategy where status = 'STOPPED' and changed_at < ?
                order by changed_at, strategy_id limit ?""", (row, number) -> row.getObject(1, UUID.class), Timestamp.from(time), most);
    }

    /// @return false when it is not, or no longer, one of [#stoppedBefore]
    boolean forget(UUID strategy, Instant stoppedBefore) {
        int strategies = jdbc.update(
                "delete from strategy where strategy_id = ? and status = 'STOPPED' and changed_at < ?",
                strategy,
                Timestamp.from(stoppedBefore));
        if (strategies == 0) {
            return false;
        }
        jdbc.update("delete from strategy_fact where strategy_id = ?", strategy);
        return true;
    }

    private static Key key(StrategyFact fact) {
        return new Key(fact.strategyId().value(), fact.number());
    }

    private static StrategyFact fact(LoggedEvent logged) {
        return (StrategyFact) logged.event();
    }
}
