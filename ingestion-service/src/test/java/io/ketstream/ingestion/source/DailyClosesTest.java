package io.ketstream.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.HeldPrices;
import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.source.SourceException.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DailyClosesTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final Duration INTERVAL = Duration.ofHours(6);

    private final SetClock clock = new SetClock();
    private final HeldPrices prices = new HeldPrices();
    private final HeldSource source = new HeldSource(settings());
    private final List<String> asked = new ArrayList<>();
    private final Map<String, SourceException> failures = new LinkedHashMap<>();
    private final DailyCloses closes = new DailyCloses(
            SourceType.TIINGO,
            this::closes,
            new Market(prices, URI.create("http://localhost"), clock),
            new SourceMetrics(new SimpleMeterRegistry()));

    @Test
    void asksForAllOnceInAnInterval() throws Exception {
        Instant next = turn();
        assertThat(next).isEqualTo(clock.instant().plus(INTERVAL));
        assertThat(asked).containsExactly("a", "b", "c");
        assertThat(source.counts().taken()).isEqualTo(60);
        assertThat(prices.symbols()).containsExactlyInAnyOrder("A", "B", "C");

        clock.advance(INTERVAL);
        turn();
        assertThat(asked).containsExactly("a", "b", "c", "a", "b", "c");
        assertThat(prices.replacements())
                .as("the same closes are not loaded again")
                .isEqualTo(1);
    }

    @Test
    void goesOnWithTheSymbolsThatAreLeft() throws Exception {
        failures.put("b", new SourceException(Kind.THROTTLED, "used up", Duration.ofMinutes(10)));
        assertThatThrownBy(this::turn).hasMessage("used up");
        assertThat(asked).containsExactly("a", "b");
        assertThat(prices.symbols()).containsExactly("A");

        failures.clear();
        clock.advance(Duration.ofMinutes(10));
        turn();
        assertThat(asked).containsExactly("a", "b", "b", "c");
        assertThat(prices.symbols()).containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void goesOnWithoutASymbolThatIsNotKnown() throws Exception {
        turn();
        failures.put("b", new SourceException(Kind.UNKNOWN_SYMBOL, "b is gone"));
        clock.advance(INTERVAL);
        turn();

        assertThat(source.symbols(source.lease()))
                .extracting(SymbolProgress::problem)
                .containsExactly(null, "b is gone", null);
        assertThat(prices.symbols()).as("what it had stays").containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void saysSoWhenNoSymbolIsKnown() {
        for (String name : List.of("a", "b", "c")) {
            failures.put(name, new SourceException(Kind.UNKNOWN_SYMBOL, name + " is not known"));
        }
        assertThatThrownBy(this::turn)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("No symbol has closes")
                .hasMessageContaining("c is not known");
        assertThat(prices.replacements()).isZero();
    }

    private Instant turn() throws InterruptedException {
        return closes.turn(settings(), new SourceProgress(source, source.lease(), clock));
    }

    private List<ClosePrice> closes(String symbol, String name, LocalDate from) {
        asked.add(name);
        SourceException failure = failures.get(name);
        if (failure != null) {
            throw failure;
        }
        return IntStream.range(0, 20)
                .mapToObj(t -> new ClosePrice(from.plusDays(t), symbol, 10 + t * (1 + t % 3) % 7))
                .toList();
    }

    private static SourceSettings settings() {
        var symbols = new LinkedHashMap<String, String>();
        symbols.put("A", "a");
        symbols.put("B", "b");
        symbols.put("C", "c");
        return new SourceSettings("shares", SourceType.TIINGO, symbols, INTERVAL, FROM);
    }
}
