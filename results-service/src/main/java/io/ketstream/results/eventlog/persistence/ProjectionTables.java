package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.TrainingStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes `run` and the tables of its steps and its model from events, inside the caller's transaction and under the
/// runs' locks.
@Component
class ProjectionTables {

    /// Every table that has rows of runs, beside the log.
    static final List<String> OF_RUNS = List.of("iteration", "training_step", "trained_model", "run");

    private final JdbcClient jdbc;
    private final RunTable runs;
    private final IterationTable iterations;
    private final TrainingStepTable trainingSteps;
    private final TrainedModelTable models;

    ProjectionTables(
            JdbcClient jdbc,
            RunTable runs,
            IterationTable iterations,
            TrainingStepTable trainingSteps,
            TrainedModelTable models) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.iterations = iterations;
        this.trainingSteps = trainingSteps;
        this.models = models;
    }

    /// Adds new events to what is there.
    void project(Map<UUID, List<LoggedEvent>> newEvents) {
        var known = runs.facts(newEvents.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(ProjectionTables::concernsFacts))
                .map(Map.Entry::getKey)
                .toList());
        var changed = new HashMap<UUID, RunFacts>();
        var steps = new ArrayList<IterationTable.Row>();
        var training = new ArrayList<TrainingStepTable.Row>();
        newEvents.forEach((run, events) -> {
            RunFacts before = known.getOrDefault(run, RunFacts.NONE);
            var fold = new Fold(run, before);
            events.forEach(fold::add);
            if (!fold.facts.equals(before)) {
                changed.put(run, fold.facts);
            }
            steps.addAll(fold.steps);
            training.addAll(fold.training);
            if (fold.hasNewOutcome) {
                models.replace(run, fold.model);
            }
        });
        runs.upsert(changed);
        iterations.insert(steps);
        trainingSteps.insert(training);
    }

    /// Makes the projections of a run again from all of its events.
    void replace(UUID run, Fold fold) {
        for (String table : OF_RUNS) {
            jdbc.sql("delete from " + table + " where run_id = ?").param(run).update();
        }
        if (!fold.facts.equals(RunFacts.NONE)) {
            runs.upsert(Map.of(run, fold.facts));
        }
        iterations.insert(fold.steps);
        trainingSteps.insert(fold.training);
        models.replace(run, fold.model);
    }

    /// Removes what no event of the log accounts for.
    void removeUnlogged() {
        for (String table : OF_RUNS) {
            jdbc.sql("delete from " + table + " where not exists (select from event where event.run_id = " + table
                            + ".run_id)")
                    .update();
        }
    }

    private static boolean concernsFacts(LoggedEvent logged) {
        return !(logged.event() instanceof IterationCompleted || logged.event() instanceof TrainingProgressed);
    }

    /// One run's events, folded into facts and iterations.
    static final class Fold {

        private final UUID run;
        private RunFacts facts;
        private final List<IterationTable.Row> steps = new ArrayList<>();
        private final List<TrainingStepTable.Row> training = new ArrayList<>();
        private boolean hasNewOutcome;
        private @Nullable TrainedModel model;

        Fold(UUID run, RunFacts start) {
            this.run = run;
            this.facts = start;
        }

        void add(LoggedEvent logged) {
            try {
                switch (logged.event()) {
                    case IterationCompleted completed ->
                        steps.add(new IterationTable.Row(run, Iteration.of(completed)));
                    case TrainingProgressed progressed ->
                        training.add(new TrainingStepTable.Row(run, TrainingStep.of(progressed)));
                    case RunEnded ended -> end(ended, logged.position().offset());
                    case RunEvent event ->
                        facts = facts.with(event, logged.position().offset());
                    default -> throw new IllegalArgumentException("not an event of a run");
                }
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new UnprojectableException(e);
            }
        }

        /// The model of a part of a search is that of the whole.
        private static boolean keeps(RunEnded ended) {
            return ended.learning() != null
                    && (ended.parent() == null || ended.parent().isStrategy());
        }

        private void end(RunEnded ended, long offset) {
            RunFacts before = facts;
            facts = facts.with(ended, offset);
            if (!facts.equals(before)) {
                hasNewOutcome = true;
                model = keeps(ended) ? Objects.requireNonNull(ended.learning()).model() : null;
            }
        }
    }
}
