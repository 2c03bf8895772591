package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.results.eventlog.EventStore;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.UnstorableEventException;
import io.ketstream.results.follow.RunChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/// Log and projections in one transaction.
///
/// Every run of a batch is locked first, so that the events of one run, which come by several topics and so perhaps on
/// several threads or instances, are projected one after the other, and a rebuild of it between them. So is every
/// strategy; its facts have a log of their own, by their numbers.
@Repository
class JdbcEventStore implements EventStore {

    private final TransactionOperations transactions;
    private final RunLocks locks;
    private final EventTable events;
    private final ProjectionTables projections;
    private final StrategyTables strategies;
    private final RunChanges changes;

    JdbcEventStore(
            TransactionOperations transactions,
            RunLocks locks,
            EventTable events,
            ProjectionTables projections,
            StrategyTables strategies,
            RunChanges changes) {
        this.transactions = transactions;
        this.locks = locks;
        this.events = events;
        this.projections = projections;
        this.strategies = strategies;
        this.changes = changes;
    }

    @Override
    public int append(List<LoggedEvent> received) {
        SortedMap<UUID, List<LoggedEvent>> perRun = perRun(received);
        try {
            int added = transactions.execute(status -> append(received, perRun));
            changes.changed(perRun.keySet());
            return added;
        } catch (DataIntegrityViolationException e) {
            throw new UnstorableEventException("the database refuses the event", e);
        } catch (UnprojectableException e) {
            throw new UnstorableEventException("the event cannot be projected", e);
        }
    }

    private int append(List<LoggedEvent> received, SortedMap<UUID, List<LoggedEvent>> perRun) {
        Map<Boolean, List<LoggedEvent>> byLog =
                received.stream().collect(Collectors.partitioningBy(each -> each.event() instanceof StrategyFact));
        List<LoggedEvent> facts = byLog.getOrDefault(true, List.of());
        locks.take(toLock(perRun.keySet(), facts));
        Set<UUID> added = events.insert(withoutRepetition(byLog.getOrDefault(false, List.of())));
        int size = added.size();
        var fresh = new TreeMap<UUID, List<LoggedEvent>>();
        perRun.forEach((run, ofRun) -> {
            // removed as it is taken, so that a repetition within the batch is left out
            List<LoggedEvent> kept = ofRun.stream()
                    .filter(event -> added.remove(event.event().metadata().id()))
                    .toList();
            if (!kept.isEmpty()) {
                fresh.put(run, kept);
            }
        });
        projections.project(fresh);
        return size + strategies.append(facts);
    }

    private static Set<UUID> toLock(Set<UUID> runs, List<LoggedEvent> facts) {
        var locked = new HashSet<>(runs);
        for (LoggedEvent each : facts) {
            if (each.event() instanceof StrategyFact fact) {
                locked.add(fact.strategyId().value());
            }
        }
        return locked;
    }

    private static SortedMap<UUID, List<LoggedEvent>> perRun(List<LoggedEvent> received) {
        var perRun = new TreeMap<UUID, List<LoggedEvent>>();
        for (LoggedEvent event : received) {
            if (event.event() instanceof RunEvent runEvent) {
                perRun.computeIfAbsent(runEvent.runId().value(), key -> new ArrayList<>())
                        .add(event);
            }
        }
        return perRun;
    }

    /// The first of those with the same id, in the order of the ids: two batches then meet the same rows in the same
    /// order.
    private static List<LoggedEvent> withoutRepetition(List<LoggedEvent> received) {
        var seen = new HashSet<UUID>();
        var distinct = new ArrayList<LoggedEvent>(received.size());
        for (LoggedEvent event : received) {
            if (seen.add(event.event().metadata().id())) {
                distinct.add(event);
            }
        }
        distinct.sort(Comparator.comparing(event -> event.event().metadata().id()));
        return distinct;
    }
}
