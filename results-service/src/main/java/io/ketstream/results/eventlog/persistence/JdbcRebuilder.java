package io.ketstream.results.eventlog.persistence;

import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.run.RunFacts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/// One transaction a run, under the same lock as its new events take.
@Repository
class JdbcRebuilder implements ProjectionRebuilder {

    private final TransactionOperations transactions;
    private final RunLocks locks;
    private final EventTable events;
    private final ProjectionTables projections;

    JdbcRebuilder(TransactionOperations transactions, RunLocks locks, EventTable events, ProjectionTables projections) {
        this.transactions = transactions;
        this.locks = locks;
        this.events = events;
        this.projections = projections;
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
        return done;
    }

    private void rebuild(UUID run) {
        locks.take(List.of(run));
        var fold = new ProjectionTables.Fold(run, RunFacts.NONE);
        events.forEachOf(run, fold::add);
        projections.replace(run, fold);
    }
}
