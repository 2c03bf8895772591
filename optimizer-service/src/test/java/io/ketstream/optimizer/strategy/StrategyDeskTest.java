package io.ketstream.optimizer.strategy;

import static io.ketstream.optimizer.strategy.StrategyWorld.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.strategy.History;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trigger;
import io.ketstream.optimizer.loop.MemoryRows;
import io.ketstream.optimizer.loop.RowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a strategy when rows are lost on their way to where they are restored from.
class StrategyDeskTest {

    private static final int LARGEST_RECORD = 1 << 20;

    /// Rows that reach their changelog only while `isUp`.
    private static final class LoggedRows implements RowStore {

        private final MemoryRows local = new MemoryRows();
        private final MemoryRows changelog = new MemoryRows();
        private boolean isUp = true;

        @Override
        public byte @Nullable [] get(byte[] key) {
            return local.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            local.put(key, value);
            if (isUp) {
                changelog.put(key, value);
            }
        }

        @Override
        public void delete(byte[] key) {
            local.delete(key);
            if (isUp) {
                changelog.delete(key);
            }
        }

        @Override
        public List<Row> range(byte[] from, byte[] to, int limit) {
            return local.range(from, to, limit);
        }

        @Override
        public @Nullable Row last(byte[] from, byte[] to) {
            return local.last(from, to);
        }
    }

    private final StrategyWorld world = new StrategyWorld();
    private final LoggedRows rows = new LoggedRows();
    private final List<Event> told = new ArrayList<>();

    @BeforeEach
    void live() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        world.arrive(11, 20, 30, 40);
        world.end(0.5, 0.5, 0, 0);
        world.end(0.25, 0.75, 0, 0);
    }

    @Test
    void anEpochThatHasBegunIsNotForgotten() {
        loseRowsOf(1);
        take(restored(), 3);
        assertThat(told).anyMatch(event -> event instanceof StrategyEpochEnded ended && ended.traded());
    }

    @Test
    void aMarketThatWaitsIsNotLost() {
        loseRowsOf(2);
        take(restored(), 3);
        assertThat(told).anyMatch(RunSubmitted.class::isInstance);
    }

    @Test
    void whatWasSentBetweenTwoCommitsIsSentAgain() {
        StrategyDesk desk = desk(rows);
        for (int offset = 0; offset < world.inputs.size(); offset++) {
            take(desk, offset);
        }
        List<Event> first = List.copyOf(told);
        told.clear();
        desk = desk(rows);
        for (int offset = 0; offset < world.inputs.size(); offset++) {
            take(desk, offset);
        }
        assertThat(told).isEqualTo(first);
    }

    @Test
    void theFirstRecordOfATopicIsKept() {
        take(desk(rows), 0);
        take(restored(), 1);
        assertThat(told).anyMatch(RunSubmitted.class::isInstance);
    }

    @Test
    void aLongSilenceFitsIntoRecords() {
        var silent = new StrategyWorld();
        silent.revise(
                StrategyStatus.ACTIVE,
                settings(new Trigger.Schedule(Duration.ofDays(3660)), new History(null, null, 1, 20)));
        for (int step = 0; step < History.MAX_STEPS; step++) {
            silent.arrive(10 + step % 7, 20, 30, 40);
        }
        silent.end(0.5, 0.5, 0, 0);
        assertThat(silent.rows().map().values()).allMatch(row -> row.length < LARGEST_RECORD);
        assertThat(silent.facts()).hasSizeGreaterThan(2 * History.MAX_STEPS);
    }

    @Test
    void aStoppedStrategyKeepsItsStateAndNothingElse() {
        world.revise(StrategyStatus.STOPPED, settings(new Trigger.Snapshot(), null));
        StrategyDesk desk = desk(world.rows());
        desk.sweep();
        assertThat(world.rows().map()).hasSizeGreaterThan(1);
        desk.sweep();
        assertThat(world.rows().map()).hasSize(1);
        desk.take(world.inputs.getLast(), world.inputs.size() - 1L);
        assertThat(told).isEmpty();
    }

    /// The record is taken while its rows do not reach the changelog; the next thread on the same store has it again.
    private void loseRowsOf(int offset) {
        StrategyDesk desk = desk(rows);
        for (int before = 0; before < offset; before++) {
            take(desk, before);
        }
        rows.isUp = false;
        take(desk, offset);
        rows.isUp = true;
        desk = desk(rows);
        for (int again = offset; again < 3; again++) {
            take(desk, again);
        }
        told.clear();
    }

    /// On another machine.
    private StrategyDesk restored() {
        var other = new MemoryRows();
        other.map().putAll(rows.changelog.map());
        return desk(other);
    }

    private void take(StrategyDesk desk, int offset) {
        desk.take(world.inputs.get(offset), offset);
    }

    private StrategyDesk desk(RowStore store) {
        var desk = new StrategyDesk(
                new StrategyRows(store, StrategyWorld.FORMAT), StrategyWorld.FORMAT, told::add, task -> {
                    // no drift is looked at here
                });
        desk.restore();
        return desk;
    }
}
