package io.ketstream.results.eventlog.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.run.ParentRun;
import io.ketstream.results.eventlog.EventStore;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.UnstorableEventException;
import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.testing.Interleaving;
import io.ketstream.results.testing.RecordedParent;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedTraining;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.results.testing.TrainedModels;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventStoreIT extends ServiceTest {

    private static final int CHILDREN = 7;
    private static final int TRAININGS = 2;
    private static final int RUNS = CHILDREN + 1 + TRAININGS;
    private static final int STEPS = 12;

    private static final RecordedTraining KERNEL =
            RecordedTraining.ofKernel(RunId.of("00000000-0000-0000-0000-000000000003"));
    private static final RecordedTraining NETWORK = RecordedTraining.ofNetwork(
                    RunId.of("00000000-0000-0000-0000-000000000004"))
            .with(TrainedModels.network(URI.create("http://localhost:1/")));

    @Autowired
    private EventStore store;

    @Autowired
    private ProjectionRebuilder rebuilder;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        jdbc.sql("truncate event, run, iteration, training_step, trained_model").update();
    }

    @Test
    void everyInterleavingOnEveryThreadGivesTheSameProjections() throws Exception {
        List<LoggedEvent> events = recorded();
        store.append(events);
        List<String> expected = projections();
        assertThat(jdbc.sql("select count(*) from iteration").query(Long.class).single())
                .isEqualTo(CHILDREN * STEPS);
        assertThat(jdbc.sql("select count(*) from training_step")
                        .query(Long.class)
                        .single())
                .isEqualTo(KERNEL.steps().size() + NETWORK.steps().size());
        assertThat(jdbc.sql("select run_id::text from trained_model")
                        .query(String.class)
                        .list())
                .containsExactly(NETWORK.run().toString());
        for (long seed = 1; seed <= 6; seed++) {
            empty();
            appendOnFourThreads(Interleaving.shuffled(events, new Random(seed)), new Random(seed));
            assertThat(projections()).as("seed %s", seed).isEqualTo(expected);
            assertThat(jdbc.sql("select count(*) from event").query(Long.class).single())
                    .isEqualTo(events.size());
        }
    }

    @Test
    void rebuiltProjectionsEqualTheLiveOnesWhileEventsKeepComing() throws Exception {
        List<LoggedEvent> events = recorded();
        int half = events.size() / 2;
        store.append(events.subList(0, half));
        jdbc.sql("update run set status = 'FAILED', facts = '{}'").update();
        jdbc.sql("delete from iteration where iteration % 2 = 0").update();
        jdbc.sql("delete from training_step where step % 2 = 0").update();
        jdbc.sql("delete from trained_model").update();
        jdbc.sql("insert into run (run_id, status, facts) values (gen_random_uuid(), 'QUEUED', '{}')")
                .update();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> live = executor.submit(() -> {
                for (int i = half; i < events.size(); i += 5) {
                    store.append(events.subList(i, Math.min(i + 5, events.size())));
                }
            });
            assertThat(rebuilder.rebuild(runs -> {})).isEqualTo(RUNS);
            live.get();
        }
        List<String> afterRebuild = projections();
        rebuilder.rebuild(runs -> {});
        assertThat(projections()).isEqualTo(afterRebuild);
        empty();
        store.append(events);
        assertThat(projections()).isEqualTo(afterRebuild);
    }

    @Test
    void theLogKeepsWhatWasReceivedByteForByte() {
        var original = Interleaving.logged(
                        List.of(RecordedRun.of(RunId.random(), 1).submitted()))
                .getFirst();
        String odd = original.payload().replaceFirst("\\{", "{ \"later\" : 1.50,");
        store.append(List.of(new LoggedEvent(original.position(), original.event(), odd)));
        assertThat(jdbc.sql("select payload from event").query(String.class).single())
                .isEqualTo(odd);
    }

    @Test
    void whatTheDatabaseCanNeverTakeIsToldApart() {
        RunId run = RunId.random();
        var event = new RunPaused(EventMetadata.of("odd", Instant.EPOCH, null), run);
        var position =
                Interleaving.logged(RecordedRun.of(run, 1).all()).getFirst().position();
        assertThatThrownBy(() -> store.append(List.of(new LoggedEvent(position, event, "nul \0"))))
                .isInstanceOf(UnstorableEventException.class);
        assertThat(jdbc.sql("select count(*) from event").query(Long.class).single())
                .isZero();
    }

    /// The runs in turn, an event of each: every one of them has begun long before half of the events are through. All
    /// but the first are its children.
    private static List<LoggedEvent> recorded() {
        var waiting = new ArrayDeque<Iterator<RecordedRun.Sent>>();
        var parent = RecordedParent.of(RunId.of("00000000-0000-0000-0000-000000000001"));
        waiting.add(parent.all().iterator());
        for (int i = 1; i <= CHILDREN; i++) {
            waiting.add(RecordedRun.of(RunId.of("00000000-0000-0000-0001-00000000000" + i), STEPS)
                    .child(new ParentRun(parent.run(), i))
                    .all()
                    .iterator());
        }
        waiting.add(KERNEL.all().iterator());
        waiting.add(NETWORK.all().iterator());
        var sent = new ArrayList<RecordedRun.Sent>();
        while (!waiting.isEmpty()) {
            Iterator<RecordedRun.Sent> run = waiting.remove();
            if (run.hasNext()) {
                sent.add(run.next());
                waiting.add(run);
            }
        }
        return Interleaving.logged(sent);
    }

    /// Each topic stays on one thread, as its partition does.
    private void appendOnFourThreads(List<LoggedEvent> events, Random random) throws Exception {
        var perThread = new ArrayList<List<LoggedEvent>>();
        for (int i = 0; i < 4; i++) {
            perThread.add(new ArrayList<>());
        }
        for (LoggedEvent event : events) {
            perThread.get(Math.floorMod(event.position().topic().hashCode(), 4)).add(event);
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (List<LoggedEvent> own : perThread) {
                int size = 1 + random.nextInt(20);
                running.add(executor.submit(() -> {
                    for (int i = 0; i < own.size(); i += size) {
                        store.append(own.subList(i, Math.min(i + size, own.size())));
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private List<String> projections() {
        var rows = new ArrayList<>(jdbc.sql("select to_jsonb(run)::text from run order by run_id")
                .query(String.class)
                .list());
        rows.addAll(jdbc.sql("select to_jsonb(iteration)::text from iteration order by run_id, iteration")
                .query(String.class)
                .list());
        rows.addAll(jdbc.sql("select to_jsonb(training_step)::text from training_step order by run_id, step")
                .query(String.class)
                .list());
        rows.addAll(jdbc.sql("select to_jsonb(trained_model)::text from trained_model order by run_id")
                .query(String.class)
                .list());
        return rows;
    }
}
