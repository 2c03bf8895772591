package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.run.ParentRun;
import io.ketstream.optimizer.training.SearchAlgorithm;
import io.ketstream.optimizer.training.SearchChildren;
import io.ketstream.optimizer.training.SearchConclusion;
import io.ketstream.optimizer.training.SearchVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// The runs of one partition that search a grid: their children are runs that learn.
final class SearchLoop extends ParentLoop<OpenSearch, SearchConclusion> {

    SearchLoop(
            Journal journal,
            Format format,
            Consumer<Effect> effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget) {
        super(journal, format, effects, announcer, clock, settings, budget);
    }

    @Override
    String purpose() {
        return "to search";
    }

    @Override
    String advice() {
        return ", or the data set have fewer rows";
    }

    /// Begins the run, or goes on with it after a restart.
    void begin(TrainingReady ready) {
        if (!isOpen(ready.runId())) {
            open(new OpenSearch(ready));
        }
    }

    void tableFetched(RunId run, Digest digest, DataTable table) {
        OpenSearch search = run(run);
        if (search != null && search.fetching && search.tables.add(digest, table)) {
            launch(search);
        }
    }

    @Override
    void start(OpenSearch search) {
        String recorded = journal.keepVersion(search.id, SearchVersion.current().title());
        Optional<SearchVersion> version = SearchVersion.of(recorded);
        if (version.isEmpty()) {
            failUnknown(search, recorded);
            return;
        }
        search.version = version.get();
        search.tables.links().forEach(link -> effects.accept(new Effect.FetchTable(search.id, link)));
    }

    private void launch(OpenSearch search) {
        TrainingReady ready = search.ready;
        DataTable table = search.tables.learnt();
        DataTable test = search.tables.test();
        SearchVersion version = search.version;
        search.tables.forget();
        publish(new RunStarted(
                EventMetadata.of(search.id + "/started", clock.instant(), null),
                search.id,
                ready.circuitDigest(),
                search.version.title(),
                RealVector.zeros(0)));
        launch(
                search,
                "search",
                children -> new SearchAlgorithm(ready, format.points(ready), format::size, table, test, version)
                        .run(new NumberedChildren(ready, children)));
    }

    /// A search's orders as runs, numbered on.
    private final class NumberedChildren implements SearchChildren {

        private final TrainingReady ready;
        private final Children children;
        private int sequence;

        NumberedChildren(TrainingReady ready, Children children) {
            this.ready = ready;
            this.children = children;
        }

        @Override
        public List<Outcome> run(List<Order> orders) {
            var asked = new ArrayList<ChildRun>(orders.size());
            for (Order order : orders) {
                TableClaim test = ready.test();
                asked.add(ChildRun.Training.of(
                        new ParentRun(ready.runId(), ++sequence),
                        order.problem(),
                        format.digest(order.problem(), ready.table(), test),
                        ready.table().ofWidth(order.width()),
                        test == null ? null : test.ofWidth(order.width()),
                        order.settings(),
                        format.digest(order.settings())));
            }
            return children.run(asked).stream().map(this::outcome).toList();
        }

        @Override
        public void requireWanted() {
            children.requireWanted();
        }

        private Outcome outcome(ChildEnded child) {
            Failure failure = child.failure();
            LearningReport report = child.learning();
            if (report == null && failure == null) {
                failure = new Failure(Failure.OPTIMIZER_FAILED, "run " + child.childRunId() + " was cancelled");
            }
            return new Outcome(report, failure, child.evaluations(), child.shots());
        }
    }

    /// Points that have been compared, or chosen ones that have been tested.
    @Override
    void tellProgress(OpenSearch search) {
        int total = 0;
        int done = 0;
        TrainingProgressed.Phase phase = TrainingProgressed.Phase.TEST;
        for (ChildRun child : search.children) {
            int points = 1;
            SearchPart part = partOf(child);
            if (part.role() == SearchPart.Role.SEARCH) {
                phase = TrainingProgressed.Phase.SEARCH;
                points = part.candidates().size();
            }
            total += points;
            done += search.missing.contains(child.sequence()) ? 0 : points;
        }
        int before = search.children.getFirst().sequence() - 1;
        int step = before + search.children.size() - search.missing.size();
        publish(new TrainingProgressed(
                EventMetadata.of(search.id + "/training/" + step, clock.instant(), null),
                search.id,
                step,
                phase,
                done,
                total,
                null,
                null,
                null,
                null,
                null));
    }

    private static SearchPart partOf(ChildRun child) {
        return switch (child) {
            case ChildRun.Training training ->
                Objects.requireNonNull(training.settings().part());
            case ChildRun.Optimization _ -> throw new IllegalStateException("not a part of a search: " + child);
        };
    }

    @Override
    void concludes(OpenSearch search, SearchConclusion conclusion) {
        switch (conclusion) {
            case SearchConclusion.Found found ->
                conclude(
                        search,
                        found.report(),
                        report -> Outcomes.searched(
                                search.ready, search.version, found, ended(search), report, clock.instant()),
                        "train on fewer rows, or choose a model that needs fewer of them");
            case SearchConclusion.NotFound(Failure failure) -> fail(search, failure.code(), failure.message());
        }
    }

    /// Each child may take as long as its questions may.
    @Override
    Duration patience(OpenSearch search) {
        return settings.evaluationPatience();
    }

    /// At once: it is run again in no time, and its own children wait for memory.
    @Override
    Instant disturbable(OpenSearch search) {
        return Instant.EPOCH;
    }

    @Override
    RunEnded interrupted(OpenSearch search, @Nullable Failure failure) {
        Effort effort = effort(search);
        return Outcomes.unsearched(
                search.ready, failure, ended(search), effort.evaluations(), effort.shots(), clock.instant());
    }

    @Override
    void forget(OpenSearch search) {
        super.forget(search);
        search.tables.forget();
    }
}
