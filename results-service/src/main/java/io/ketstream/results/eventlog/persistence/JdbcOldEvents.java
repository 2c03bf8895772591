package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.RunId;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.results.retention.OldEvents;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/// One transaction a run, and one a strategy, under the same lock as its new events and a rebuild of it take.
@Repository
class JdbcOldEvents implements OldEvents {

    private static final String MAY_BE_FORGOTTEN = """
            ended_at < ? and not exists (select from run replay where replay.replay_of = run.run_id)
            and not exists (select from run parent where parent.run_id = run.parent_run_id)""";

    static final String RUNS =
            "select run_id from run where " + MAY_BE_FORGOTTEN + " order by ended_at, run_id limit ?";

    static final String OF_NO_RUN = """
            select event_id from event where run_id is null and record_timestamp < ?
            order by record_timestamp limit ? for update skip locked""";

    private final TransactionOperations transactions;
    private final RunLocks locks;
    private final JdbcClient jdbc;
    private final StrategyTables strategies;

    JdbcOldEvents(TransactionOperations transactions, RunLocks locks, JdbcClient jdbc, StrategyTables strategies) {
        this.transactions = transactions;
        this.locks = locks;
        this.jdbc = jdbc;
        this.strategies = strategies;
    }

    @Override
    public List<RunId> runsEndedBefore(Instant time, int most) {
        return jdbc.sql(RUNS)
                .params(Timestamp.from(time), most)
                .query((row, number) -> new RunId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public boolean forget(RunId run, Instant endedBefore) {
        return Boolean.TRUE.equals(transactions.execute(status -> forgetLocked(run.value(), endedBefore)));
    }

    private boolean forgetLocked(UUID run, Instant endedBefore) {
        locks.take(List.of(run));
        int runs = jdbc.sql("delete from run where run_id = ? and " + MAY_BE_FORGOTTEN)
                .params(run, Timestamp.from(endedBefore))
                .update();
        if (runs == 0) {
            return false;
        }
        for (String table : ProjectionTables.OF_RUNS) {
            jdbc.sql("delete from " + table + " where run_id = ?").param(run).update();
        }
        jdbc.sql("delete from event where run_id = ?").param(run).update();
        return true;
    }

    @Override
    public List<StrategyId> strategiesStoppedBefore(Instant time, int most) {
        return strategies.stoppedBefore(time, most).stream()
                .map(StrategyId::new)
                .toList();
    }

    @Override
    public boolean forget(StrategyId strategy, Instant stoppedBefore) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            locks.take(List.of(strategy.value()));
            return strategies.forget(strategy.value(), stoppedBefore);
        }));
    }

    @Override
    public int forgetOfNoRun(Instant time, int most) {
        return jdbc.sql("delete from event where event_id in (" + OF_NO_RUN + ")")
                .params(Timestamp.from(time), most)
                .update();
    }
}
