package io.ketstream.results.eventlog.persistence;

import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.run.RunFacts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/// One transaction a run, and one a strategy, under the same lock as its new events take.
@Repository
class JdbcRebuilder implements ProjectionRebuilder {

    private final TransactionOperations transactions;
    private final RunLocks locks;
    private final EventTable events;
    private final ProjectionTables projections;
    private final StrategyTables strategies;

    JdbcRebuilder(
            TransactionOperations transactions,
            RunLocks locks,
            EventTable events,
            ProjectionTables projections,
            StrategyTables strategies) {
        this.transactions = transactions;
        this.locks = locks;
        this.events = events;
        this.projections = projections;
        this.strategies = strategies;
    }

    @Override
    public long rebuild(LongConsumer progress) {
        transactions.executeWithoutResult(status -> projections.removeUnlogged());
        long done = 0;
        for (Optional<UUID> run = events.runAfter(null); run.isPresent(); run = events.runAfter(run.get())) {
            UUID current = run.get();
            transactions.executeWithoutResult(status -> rebuild(current));
            progress.accept(++done);
        }
        rebuildStrategies();
        return done;
    }

    private void rebuildStrategies() {
        transactions.executeWithoutResult(status -> strategies.removeUnlogged());
        for (Optional<UUID> next = strategies.strategyAfter(null);
                next.isPresent();
                next = strategies.strategyAfter(next.get())) {
            UUID current = next.get();
            transactions.executeWithoutResult(status -> {
                locks.take(List.of(current));
                strategies.rebuild(current);
            });
        }
    }

    private void rebuild(UUID run) {
        locks.take(List.of(run));
        var fold = new ProjectionTables.Fold(run, RunFacts.NONE);
        events.forEachOf(run, fold::add);
        projections.replace(run, fold);
    }
}
