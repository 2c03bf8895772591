package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunEvent;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.RunFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes `run` and `iteration` from events, inside the caller's transaction and under the runs' locks.
@Component
class ProjectionTables {

    private final JdbcClient jdbc;
    private final RunTable runs;
    private final IterationTable iterations;

    ProjectionTables(JdbcClient jdbc, RunTable runs, IterationTable iterations) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.iterations = iterations;
    }

    /// Adds new events to what is there.
    void project(Map<UUID, List<LoggedEvent>> newEvents) {
        var known = runs.facts(newEvents.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(ProjectionTables::concernsFacts))
                .map(Map.Entry::getKey)
                .toList());
        var changed = new HashMap<UUID, RunFacts>();
        var steps = new ArrayList<IterationTable.Row>();
        newEvents.forEach((run, events) -> {
            RunFacts before = known.getOrDefault(run, RunFacts.NONE);
            var fold = new Fold(run, before);
            events.forEach(fold::add);
            if (!fold.facts.equals(before)) {
                changed.put(run, fold.facts);
            }
            steps.addAll(fold.steps);
        });
        runs.upsert(changed);
        iterations.insert(steps);
    }

    /// Makes the projections of a run again from all of its events.
    void replace(UUID run, Fold fold) {
        jdbc.sql("delete from iteration where run_id = ?").param(run).update();
        jdbc.sql("delete from run where run_id = ?").param(run).update();
        if (!fold.facts.equals(RunFacts.NONE)) {
            runs.upsert(Map.of(run, fold.facts));
        }
        iterations.insert(fold.steps);
    }

    /// Removes what no event of the log accounts for.
    void removeUnlogged() {
        jdbc.sql("delete from run where not exists (select from event where event.run_id = run.run_id)")
                .update();
        jdbc.sql("delete from iteration where not exists (select from event where event.run_id = iteration.run_id)")
                .update();
    }

    private static boolean concernsFacts(LoggedEvent logged) {
        return !(logged.event() instanceof IterationCompleted);
    }

    /// One run's events, folded into facts and iterations.
    static final class Fold {

        private final UUID run;
        private RunFacts facts;
        private final List<IterationTable.Row> steps = new ArrayList<>();

        Fold(UUID run, RunFacts start) {
            this.run = run;
            this.facts = start;
        }

        void add(LoggedEvent logged) {
            try {
                switch (logged.event()) {
                    case IterationCompleted completed ->
                        steps.add(new IterationTable.Row(run, Iteration.of(completed)));
                    case RunEvent event ->
                        facts = facts.with(event, logged.position().offset());
                    default -> throw new IllegalArgumentException("not an event of a run");
                }
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new UnprojectableException(e);
            }
        }
    }
}
