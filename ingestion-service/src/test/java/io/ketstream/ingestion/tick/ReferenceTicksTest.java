package io.ketstream.ingestion.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.ingestion.tick.TickStream.Prices;
import io.ketstream.model.event.MarketTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Ticks of real markets in disorder, repeated and late, beside their bars computed in order. Skipped without the data.
class ReferenceTicksTest {

    private static final BarRules RULES = new BarRules(
            Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000_000);

    /// Name, and how many bars: counted by distinct minutes of the files.
    static Stream<Arguments> markets() {
        return Stream.of(
                Arguments.of("kraken", 78),
                Arguments.of("trueFx", 34),
                Arguments.of("xrp", 2469),
                Arguments.of("minutes", 28_761));
    }

    private static List<MarketTick> ticks(String market) {
        return switch (market) {
            case "kraken" -> ReferenceTicks.kraken();
            case "trueFx" -> ReferenceTicks.trueFx();
            case "xrp" -> ReferenceTicks.xrp();
            case "minutes" -> ReferenceTicks.minutes(Integer.MAX_VALUE);
            default -> throw new IllegalArgumentException(market);
        };
    }

    @ParameterizedTest
    @MethodSource("markets")
    void makesTheBarsOfRealTicks(String market, int count) {
        var store = new StoredBars();
        PartitionBars bars = PartitionBars.load(0, RULES, new SequenceBudget(1_000_000), store, Long.MAX_VALUE);
        TickStream stream = new TickStream(RULES.length(), RULES.lateness(), 7).add(ticks(market));
        long offset = 0;
        for (MarketTick tick : stream.sent()) {
            bars.add(offset++, tick, Instant.parse("2026-11-20T00:00:00Z"));
        }
        bars.store();

        Map<String, Prices> expected = stream.bars();
        Map<String, Prices> found = PartitionBarsTest.prices(store);
        assertThat(expected).hasSize(count);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, bar) -> {
            Prices other = Objects.requireNonNull(expected.get(name));
            // sizes are added in another order: n additions differ by at most n half units in the last place
            assertThat(bar.volume())
                    .isCloseTo(other.volume(), within(bar.ticks() * Math.ulp(Math.max(1, other.volume()))));
            assertThat(bar)
                    .usingRecursiveComparison()
                    .ignoringFields("volume")
                    .as(name)
                    .isEqualTo(other);
        });
        assertThat(store.duplicates()).isEqualTo(stream.duplicates());
        assertThat(store.late()).isEqualTo(stream.late());
    }
}
