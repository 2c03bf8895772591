package io.ketstream.results.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.model.event.BackendDescribed;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.results.eventlog.EventStore;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.Position;
import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.retention.Retention.Forgotten;
import io.ketstream.results.testing.Interleaving;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedStrategy;
import io.ketstream.results.testing.RecordedTraining;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.results.testing.TrainedModels;
import io.ketstream.support.event.EventCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class RetentionIT extends ServiceTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant OLD = NOW.minus(YEAR).minusMillis(1);
    private static final int STEPS = 5;
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private EventStore store;

    @Autowired
    private OldEvents old;

    @Autowired
    private ProjectionRebuilder rebuilder;

    private static final URI SOMEWHERE = URI.create("http://localhost:1/");

    @Autowired
    private JdbcClient jdbc;

    /// What other tests have sent may still come in.
    @BeforeEach
    void emptyOnceItIsQuiet() {
        empty();
        await().pollDelay(QUIET).pollInterval(QUIET).atMost(PATIENCE).until(() -> {
            boolean quiet = jdbc.sql("select not exists (select from event)")
                    .query(Boolean.class)
                    .single();
            empty();
            return quiet;
        });
    }

    private void empty() {
        jdbc.sql("truncate event, run, iteration, training_step, trained_model, strategy_fact, strategy")
                .update();
    }

    @Test
    void runsAreForgottenAsAWholeAndAllOthersAreKeptAsAWhole() {
        var forgotten = List.of(run(OLD), run(OLD.minus(YEAR)), run(OLD.minus(YEAR)), run(OLD), run(OLD));
        var kept = List.of(run(NOW.minus(YEAR)), run(NOW));
        List<RecordedRun.Sent> open = run(OLD.minus(YEAR)).all();
        open = open.subList(0, open.size() - 3);
        List<RecordedRun.Sent> queued = run(OLD).all().subList(0, 1);
        forgotten.forEach(each -> append(each.all()));
        kept.forEach(each -> append(each.all()));
        append(open);
        append(queued);
        Set<String> survivors = ids(kept);
        survivors.add(id(open));
        survivors.add(id(queued));
        List<String> expected = projections(survivors);
        List<String> expectedEvents = events(survivors);

        assertThat(retention().apply()).isEqualTo(new Forgotten(forgotten.size(), 0, 0));

        assertThat(projections(null)).isEqualTo(expected);
        assertThat(events(null)).isEqualTo(expectedEvents);
        forgotten.forEach(each ->
                assertThat(get("/api/v1/runs/" + each.run()).statusCode()).isEqualTo(404));
        kept.forEach(each ->
                assertThat(get("/api/v1/runs/" + each.run()).statusCode()).isEqualTo(200));
        assertThat(rebuilder.rebuild(runs -> {})).isEqualTo(survivors.size());
        assertThat(projections(null)).isEqualTo(expected);
        assertThat(retention().apply()).isEqualTo(new Forgotten(0, 0, 0));
    }

    @Test
    void aRunIsKeptWhileThereIsAReplayOfIt() {
        RecordedRun original = run(OLD);
        RecordedRun again = original.replay(RunId.random()).at(NOW);
        RecordedRun oldOriginal = run(OLD);
        RecordedRun oldAgain = oldOriginal.replay(RunId.random());
        List.of(original, again, oldOriginal, oldAgain).forEach(each -> append(each.all()));

        assertThat(retention().apply()).isEqualTo(new Forgotten(2, 0, 0));

        assertThat(json("/api/v1/runs/" + again.run()).at("/matches").asBoolean())
                .isTrue();
        assertThat(events(null)).isEqualTo(events(ids(List.of(original, again))));
    }

    @Test
    void aRunThatLearntIsForgottenWithItsStepsAndItsModel() {
        var learnt = RecordedTraining.ofNetwork(RunId.random()).with(TrainedModels.network(SOMEWHERE));
        var kept = RecordedTraining.ofNetwork(RunId.random()).with(TrainedModels.network(SOMEWHERE));
        append(learnt.at(OLD).all());
        append(kept.at(NOW).all());

        assertThat(retention().apply()).isEqualTo(new Forgotten(1, 0, 0));

        for (String table : List.of("event", "run", "training_step", "trained_model")) {
            assertThat(jdbc.sql("select distinct run_id::text from " + table)
                            .query(String.class)
                            .list())
                    .as(table)
                    .containsExactly(kept.run().toString());
        }
        assertThat(get("/api/v1/models/" + learnt.run()).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/models/" + kept.run()).statusCode()).isEqualTo(200);
    }

    @Test
    void childrenAreKeptAsLongAsTheirParent() {
        RecordedRun parent = run(OLD);
        RecordedRun child = run(OLD.minus(YEAR)).child(new ParentRun(parent.run(), 1));
        RecordedRun youngParent = run(NOW);
        RecordedRun oldChild = run(OLD).child(new ParentRun(youngParent.run(), 1));
        RecordedRun orphan = run(OLD).child(new ParentRun(RunId.random(), 1));
        List.of(parent, child, youngParent, oldChild, orphan).forEach(each -> append(each.all()));

        assertThat(retention().apply()).isEqualTo(new Forgotten(3, 0, 0));

        assertThat(events(null)).isEqualTo(events(ids(List.of(youngParent, oldChild))));
    }

    @Test
    void strategiesAreForgottenAsAWholeOnceTheyAreStopped() {
        List<RecordedStrategy> stopped = Stream.generate(() -> strategy().accept(StrategyStatus.STOPPED))
                .limit(3)
                .toList();
        RecordedStrategy recent = strategy().accept(StrategyStatus.STOPPED);
        RecordedStrategy paused = strategy().accept(StrategyStatus.PAUSED);
        RecordedStrategy active = strategy();
        stopped.forEach(each -> append(each, OLD));
        append(recent, NOW.minus(YEAR));
        append(paused, OLD);
        append(active, OLD);
        List<String> kept = strategies(recent, paused, active);

        assertThat(retention().apply()).isEqualTo(new Forgotten(0, 3, 0));

        assertThat(jdbc.sql("select distinct strategy_id::text from strategy_fact order by 1")
                        .query(String.class)
                        .list())
                .isEqualTo(kept);
        assertThat(jdbc.sql("select strategy_id::text from strategy order by 1")
                        .query(String.class)
                        .list())
                .isEqualTo(kept);
        rebuilder.rebuild(runs -> {});
        assertThat(retention().apply()).isEqualTo(new Forgotten(0, 0, 0));
    }

    @Test
    void runsOfAStrategyGoByTheirOwnAge() {
        RecordedStrategy active = strategy();
        append(active, OLD);
        StrategyId id = active.strategy();
        RecordedRun first = RecordedRun.of(id.run(1), STEPS).at(OLD).child(id.parent(1));
        RecordedRun second = RecordedRun.of(id.run(2), STEPS).at(NOW).child(id.parent(2));
        List.of(first, second).forEach(each -> append(each.all()));

        assertThat(retention().apply()).isEqualTo(new Forgotten(1, 0, 0));

        assertThat(events(null)).isEqualTo(events(ids(List.of(second))));
        assertThat(json("/api/v1/strategies/" + id + "/epochs").at("/total").asInt())
                .isEqualTo(2);
    }

    private static RecordedStrategy strategy() {
        return RecordedStrategy.of(StrategyId.random(), "tech", 2);
    }

    private static List<String> strategies(RecordedStrategy... all) {
        return Stream.of(all).map(each -> each.strategy().toString()).sorted().toList();
    }

    private void append(RecordedStrategy recorded, Instant time) {
        store.append(recorded.facts().stream()
                .map(fact -> new LoggedEvent(
                        new Position(Topics.STRATEGIES, 0, fact.number(), time),
                        fact,
                        new String(new EventCodec("test").encode(fact), StandardCharsets.UTF_8)))
                .toList());
    }

    @Test
    void whatIsLeftIsWhatARebuildMakesWhileEventsKeepComing() throws Exception {
        var before = new ArrayList<RecordedRun>();
        var meanwhile = new ArrayList<RecordedRun>();
        for (int i = 0; i < 20; i++) {
            before.add(run(i % 2 == 0 ? OLD : NOW));
            meanwhile.add(run(NOW));
        }
        before.forEach(each -> append(each.all()));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> live = executor.submit(() -> meanwhile.forEach(each -> append(each.all())));
            Future<?> rebuilt = executor.submit(() -> rebuilder.rebuild(runs -> {}));
            var first = executor.submit(() -> retention().apply());
            var second = executor.submit(() -> retention().apply());
            live.get();
            rebuilt.get();
            assertThat(first.get().runs() + second.get().runs()).isEqualTo(10);
        }
        assertThat(jdbc.sql("select count(*) from run").query(Long.class).single())
                .isEqualTo(30);
        List<String> live = projections(null);
        rebuilder.rebuild(runs -> {});
        assertThat(projections(null)).isEqualTo(live);
        empty();
        before.stream().filter(each -> before.indexOf(each) % 2 == 1).forEach(each -> append(each.all()));
        meanwhile.forEach(each -> append(each.all()));
        assertThat(projections(null)).isEqualTo(live);
    }

    @Test
    void eventsOfNoRunGoByTheirOwnAge() {
        for (int i = 0; i < 7; i++) {
            store.append(List.of(described("backend-" + i, i < 5 ? OLD : NOW)));
        }
        assertThat(retention().apply()).isEqualTo(new Forgotten(0, 0, 5));
        // records that other tests have sent may still come in
        assertThat(jdbc.sql("select count(*) from event where payload like '%\"backend-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anInterruptedThreadForgetsNoMore() {
        append(run(OLD).all());
        Thread.currentThread().interrupt();
        try {
            assertThat(retention().apply()).isEqualTo(new Forgotten(0, 0, 0));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(retention().apply()).isEqualTo(new Forgotten(1, 0, 0));
    }

    /// Two runs at once, so that each of these tests takes several rounds.
    private Retention retention() {
        return new Retention(old, () -> NOW, YEAR, 2);
    }

    private static RecordedRun run(Instant time) {
        return RecordedRun.of(RunId.random(), STEPS).at(time);
    }

    private void append(List<RecordedRun.Sent> sent) {
        store.append(Interleaving.logged(sent));
    }

    private static LoggedEvent described(String name, Instant time) {
        Event event = new BackendDescribed(
                EventMetadata.of("backend/" + name, time, null), name, 20, List.of("rz"), true, true, true);
        String payload = new String(new EventCodec("test").encode(event), StandardCharsets.UTF_8);
        return new LoggedEvent(new Position(Topics.BACKENDS, 0, 0, time), event, payload);
    }

    private static Set<String> ids(Collection<RecordedRun> runs) {
        return runs.stream().map(each -> each.run().toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String id(List<RecordedRun.Sent> sent) {
        return sent.getFirst().event().key();
    }

    /// Of `runs`, of all when that is null.
    private List<String> projections(@Nullable Set<String> runs) {
        var rows = new ArrayList<>(rows("select run_id::text, to_jsonb(run)::text from run order by run_id", runs));
        rows.addAll(
                rows("select run_id::text, to_jsonb(iteration)::text from iteration order by run_id, iteration", runs));
        return rows;
    }

    private List<String> events(@Nullable Set<String> runs) {
        return rows("select run_id::text, to_jsonb(event)::text from event order by run_id, event_id", runs);
    }

    private List<String> rows(String query, @Nullable Set<String> runs) {
        return jdbc
                .sql(query)
                .query((row, number) ->
                        runs == null || runs.contains(row.getString(1)) ? List.of(row.getString(2)) : List.<String>of())
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
