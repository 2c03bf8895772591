package io.ketstream.ingestion.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.tick.TickStream.Prices;
import io.ketstream.model.event.MarketTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionBarsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LATENESS = Duration.ofSeconds(5);
    private static final BarRules RULES = new BarRules(MINUTE, LATENESS, Duration.ofSeconds(10), MINUTE, 1_000_000);

    /// In these streams every tick arrives in the year 2100: by event time it is never ahead.
    private static final Instant ARRIVAL = Instant.parse("2100-01-01T00:00:00Z");

    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

    private final StoredBars store = new StoredBars();
    private final PartitionBars bars = load(store, new SequenceBudget(1_000_000));

    private static PartitionBars load(StoredBars store, SequenceBudget budget) {
        return PartitionBars.load(0, RULES, budget, store, Long.MAX_VALUE);
    }

    private static TickStream stream(long seed) {
        return new TickStream(MINUTE, LATENESS, seed)
                .add(TickStream.walk("A", 3000, seed))
                .add(TickStream.walk("B", 500, seed + 1));
    }

    static Map<String, Prices> prices(StoredBars store) {
        var prices = new TreeMap<String, Prices>();
        store.bars()
                .forEach((name, bar) -> prices.put(
                        name, new Prices(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.ticks())));
        return prices;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makesTheBarsOfTheTicksInOrder(long seed) {
        TickStream stream = stream(seed);
        long offset = 0;
        for (MarketTick tick : stream.sent()) {
            bars.add(offset++, tick, ARRIVAL);
        }
        bars.store();

        assertThat(prices(store)).isEqualTo(stream.bars());
        assertThat(store.duplicates()).isEqualTo(stream.duplicates());
        assertThat(store.late()).isEqualTo(stream.late());
        assertThat(stream.duplicates()).isGreaterThan(100);
        assertThat(stream.late()).isGreaterThan(10);
    }

    /// Killed after any record, with what was stored at any time before.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsEveryTickOnceWhereverItIsBrokenOff(long seed) {
        TickStream stream = stream(seed);
        List<MarketTick> sent = stream.sent();
        var random = new Random(seed);
        int kills = 0;
        PartitionBars reader = bars;
        while (reader.next() < sent.size()) {
            int offset = Math.toIntExact(reader.next());
            reader.add(offset, sent.get(offset), ARRIVAL);
            if (random.nextInt(40) == 0 && reader.pending() > 0) {
                reader.store();
            }
            if (random.nextInt(400) == 0) {
                reader = load(store, new SequenceBudget(1_000_000));
                kills++;
            }
        }
        reader.store();

        assertThat(kills).as("seed %d", seed).isGreaterThan(3);
        assertThat(prices(store)).isEqualTo(stream.bars());
        assertThat(store.duplicates()).isEqualTo(stream.duplicates());
        assertThat(store.late()).isEqualTo(stream.late());
    }

    @Test
    void closesABarForLackOfTicksByTheClockOfThePartition() {
        Instant arrival = NINE.plusSeconds(31);
        bars.add(0, TickStream.tick("A", NINE.plusSeconds(30), 1, null, 0), arrival);
        bars.reachedEnd(NINE.plusSeconds(64));
        bars.closeIdle();
        assertThat(bars.pending()).as("its end is less than the lateness ago").isZero();

        bars.reachedEnd(NINE.plusSeconds(65));
        bars.closeIdle();
        assertThat(bars.store()).singleElement().satisfies(bar -> {
            assertThat(bar.start()).isEqualTo(NINE);
            assertThat(bar.close()).isEqualTo(1);
        });
        assertThat(bars.add(1, TickStream.tick("A", NINE.plusSeconds(40), 2, null, 1), NINE.plusSeconds(66)))
                .isEqualTo(TickOutcome.LATE);
        assertThat(bars.add(2, TickStream.tick("A", NINE.plusSeconds(60), 2, null, 2), NINE.plusSeconds(66)))
                .isEqualTo(TickOutcome.TAKEN);
    }

    @Test
    void closesNoBarOfASymbolThatTicks() {
        for (int second = 0; second < 300; second += 9) {
            Instant arrival = NINE.plusSeconds(200 + second);
            bars.add(second, TickStream.tick("A", NINE.plusSeconds(30), 1, null, second), arrival);
            bars.closeIdle();
        }
        assertThat(bars.pending()).isZero();
    }

    @Test
    void readsAgainFromTheFirstTickOfAnOpenBar() {
        bars.add(10, TickStream.tick("A", NINE, 1, null, 0), ARRIVAL);
        bars.add(11, TickStream.tick("A", NINE.plusSeconds(61), 1, null, 1), ARRIVAL);
        bars.add(12, TickStream.tick("A", NINE.plusSeconds(66), 1, null, 2), ARRIVAL);
        bars.store();

        assertThat(store.position()).isEqualTo(new BarBatch.Position(11, 13));
        PartitionBars next = load(store, new SequenceBudget(1000));
        assertThat(next.next()).isEqualTo(11);
        assertThat(next.isSettled(12)).isTrue();
        assertThat(next.isSettled(13)).isFalse();
    }

    @Test
    void refusesTicksOfTheFutureAndOfLongAgo() {
        assertThatThrownBy(() -> bars.add(0, TickStream.tick("A", NINE.plusSeconds(61), 1, null, 0), NINE))
                .isInstanceOf(RefusedTickException.class)
                .hasMessageContaining("at most PT1M");
        assertThatThrownBy(() -> bars.add(1, TickStream.tick("A", Instant.EPOCH.minusNanos(1), 1, null, 0), NINE))
                .isInstanceOf(RefusedTickException.class)
                .hasMessageContaining("1970");
        assertThat(bars.add(2, TickStream.tick("A", NINE.plusSeconds(60), 1, null, 0), NINE))
                .isEqualTo(TickOutcome.TAKEN);
        assertThat(bars.next()).isEqualTo(3);
    }

    @Test
    void remembersNoMoreThanItMay() {
        PartitionBars small = load(store, new SequenceBudget(100));
        assertThatThrownBy(() -> {
                    for (long k = 0; k < 1000; k++) {
                        small.add(k, TickStream.tick("A", NINE, 1, null, k * 1000), ARRIVAL);
                    }
                })
                .isInstanceOf(RefusedTickException.class)
                .hasMessageContaining("one after the other");

        // what a closed bar took is free again
        PartitionBars steady = load(new StoredBars(), new SequenceBudget(100));
        for (long k = 0; k < 10_000; k++) {
            steady.add(k, TickStream.tick("A", NINE.plusSeconds(k), 1, null, k * 1000), ARRIVAL);
        }
        assertThat(steady.pending()).isGreaterThan(100);
    }

    @Test
    void losesAPartitionThatAnotherHasStored() {
        PartitionBars other = load(store, new SequenceBudget(1000));
        for (PartitionBars each : List.of(bars, other)) {
            each.add(0, TickStream.tick("A", NINE, 1, null, 0), ARRIVAL);
            each.add(1, TickStream.tick("A", NINE.plusSeconds(70), 1, null, 1), ARRIVAL);
        }
        other.store();

        assertThatThrownBy(bars::store).isInstanceOf(PartitionTakenException.class);
        assertThat(store.bars()).hasSize(1);
    }

    @Test
    void beginsAnewWhenTheLogIsAnotherOne() {
        bars.add(5000, TickStream.tick("A", NINE, 1, null, 0), ARRIVAL);
        bars.add(5001, TickStream.tick("A", NINE.plusSeconds(70), 1, null, 1), ARRIVAL);
        bars.store();

        PartitionBars anew = PartitionBars.load(0, RULES, new SequenceBudget(1000), store, 3);

        assertThat(anew.next()).isZero();
        anew.add(0, TickStream.tick("A", NINE.plusSeconds(130), 3, null, 7), ARRIVAL);
        anew.add(1, TickStream.tick("A", NINE.plusSeconds(200), 3, null, 8), ARRIVAL);
        anew.store();
        assertThat(store.bars()).hasSize(2);
        assertThat(store.position()).isEqualTo(new BarBatch.Position(1, 2));
    }
}
