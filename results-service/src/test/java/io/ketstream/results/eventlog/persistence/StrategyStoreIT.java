package io.ketstream.results.eventlog.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.Topics;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.results.eventlog.EventStore;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.Position;
import io.ketstream.results.eventlog.UnstorableEventException;
import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.testing.RecordedStrategy;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class StrategyStoreIT extends ServiceTest {

    private static final EventCodec CODEC = new EventCodec("test");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @Autowired
    private EventStore store;

    @Autowired
    private ProjectionRebuilder rebuilder;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        jdbc.sql("truncate strategy_fact, strategy").update();
    }

    @Test
    void factsThatComeAgainChangeNothing() {
        List<LoggedEvent> facts = logged(some());
        assertThat(store.append(facts)).isEqualTo(facts.size());
        List<String> expected = rows();
        assertThat(expected).hasSize(2 + facts.size());
        assertThat(store.append(facts)).isZero();
        assertThat(rows()).isEqualTo(expected);
        for (int size = 1; size <= 7; size += 3) {
            empty();
            for (int i = 0; i < facts.size(); i += size) {
                List<LoggedEvent> batch = facts.subList(i, Math.min(i + size, facts.size()));
                store.append(batch);
                // what is read again after a crash begins some records before
                store.append(facts.subList(Math.max(0, i - 4), Math.min(i + size, facts.size())));
            }
            store.append(facts);
            assertThat(rows()).as("batches of %s", size).isEqualTo(expected);
        }
    }

    @Test
    void everyOrderGivesTheSame() {
        List<LoggedEvent> facts = logged(some());
        store.append(facts);
        List<String> expected = rows();
        for (long seed = 1; seed <= 5; seed++) {
            empty();
            var random = new Random(seed);
            var twice = new ArrayList<>(facts);
            twice.addAll(facts);
            Collections.shuffle(twice, random);
            for (int i = 0; i < twice.size(); ) {
                int next = Math.min(twice.size(), i + 1 + random.nextInt(10));
                store.append(twice.subList(i, next));
                i = next;
            }
            assertThat(rows()).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void rebuiltProjectionsEqualTheLiveOnesWhileFactsKeepComing() throws Exception {
        List<LoggedEvent> facts = logged(some());
        int half = facts.size() / 2;
        store.append(facts.subList(0, half));
        jdbc.sql("update strategy set status = 'STOPPED', universe = 'lost'").update();
        jdbc.sql("""
                insert into strategy (strategy_id, changed_at, number, facts)
                values (gen_random_uuid(), now(), 3, '{}')""").update();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> live = executor.submit(() -> {
                for (int i = half; i < facts.size(); i += 5) {
                    store.append(facts.subList(i, Math.min(i + 5, facts.size())));
                }
            });
            rebuilder.rebuild(runs -> {});
            live.get();
        }
        List<String> afterRebuild = rows();
        empty();
        store.append(facts);
        assertThat(rows()).isEqualTo(afterRebuild);
    }

    @Test
    void theLogKeepsWhatWasReceivedByteForByte() {
        LoggedEvent original = logged(some()).getFirst();
        String odd = original.payload().replaceFirst("\\{", "{ \"later\" : 1.50,");
        store.append(List.of(new LoggedEvent(original.position(), original.event(), odd)));
        assertThat(jdbc.sql("select body from strategy_fact")
                        .query(String.class)
                        .single())
                .isEqualTo(odd);
        assertThat(jdbc.sql("select count(*) from event where topic = ?")
                        .param(Topics.STRATEGIES)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatTheDatabaseCanNeverTakeIsToldApart() {
        StrategyEpochBegun begun = some().stream()
                .filter(StrategyEpochBegun.class::isInstance)
                .map(StrategyEpochBegun.class::cast)
                .findFirst()
                .orElseThrow();
        LoggedEvent good = logged(begun);
        var none = new StrategyEpochBegun(
                begun.metadata(), begun.strategyId(), 0, 1, begun.runId(), begun.moment(), 0, false);
        assertThatThrownBy(() -> store.append(List.of(good, logged(none))))
                .isInstanceOf(UnstorableEventException.class);
        assertThatThrownBy(() -> store.append(List.of(new LoggedEvent(good.position(), good.event(), "nul \0"))))
                .isInstanceOf(UnstorableEventException.class);
        assertThat(rows()).isEmpty();
    }

    /// Two strategies in turn, one of them without its first fact.
    private static List<StrategyFact> some() {
        List<StrategyFact> first = RecordedStrategy.of(StrategyId.of("00000000-0000-0000-0000-00000000000a"), "tech", 6)
                .begin(7)
                .accept(StrategyStatus.STOPPED)
                .facts();
        List<StrategyFact> second = RecordedStrategy.of(StrategyId.of("00000000-0000-0000-0000-00000000000b"), "all", 6)
                .facts();
        var facts = new ArrayList<StrategyFact>();
        for (int i = 0; i < first.size(); i++) {
            facts.add(first.get(i));
            if (i > 0 && i < second.size()) {
                facts.add(second.get(i));
            }
        }
        return facts;
    }

    private static List<LoggedEvent> logged(List<StrategyFact> facts) {
        return facts.stream().map(StrategyStoreIT::logged).toList();
    }

    private static LoggedEvent logged(StrategyFact fact) {
        var position = new Position(Topics.STRATEGIES, 0, fact.number(), TIME.plusSeconds(fact.number()));
        return new LoggedEvent(position, fact, new String(CODEC.encode(fact), StandardCharsets.UTF_8));
    }

    private List<String> rows() {
        var rows = new ArrayList<>(jdbc.sql("select to_jsonb(strategy)::text from strategy order by strategy_id")
                .query(String.class)
                .list());
        rows.addAll(jdbc.sql("select to_jsonb(strategy_fact)::text from strategy_fact order by strategy_id, number")
                .query(String.class)
                .list());
        return rows;
    }
}
