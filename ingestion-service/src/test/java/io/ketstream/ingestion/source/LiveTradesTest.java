package io.ketstream.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.source.SourceException.Kind;
import io.ketstream.model.event.MarketTick;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveTradesTest {

    private final SetClock clock = new SetClock();
    private final HeldSource source =
            new HeldSource(new SourceSettings("coins", SourceType.BINANCE, Map.of("BTC", "BTCUSDT"), null, null));
    private final List<MarketTick> sent = new ArrayList<>();
    private final Numbers exchange = new Numbers();
    private final LiveTrades trades = new LiveTrades(
            SourceType.BINANCE,
            exchange,
            sent::addAll,
            new LiveTrades.Limits(Duration.ofHours(23), Duration.ofSeconds(30), 100_000),
            new SourceMetrics(new SimpleMeterRegistry()));

    @Test
    void goesOnWhereALimitEndedALongWayBack() throws Exception {
        exchange.newest = 10;
        turn();
        assertThat(sent).as("it begins with the next trade").isEmpty();

        exchange.newest = 5321;
        exchange.pages = 3;
        assertThatThrownBy(this::turn).hasMessage("slower");
        assertThat(sent).hasSizeGreaterThanOrEqualTo(2000);
        exchange.pages = 100;
        turn();

        assertThat(sent)
                .extracting(MarketTick::sequence)
                .isEqualTo(LongStream.rangeClosed(11, 5321).boxed().toList());
        assertThat(source.counts().taken()).isEqualTo(5311);
        assertThat(source.counts().filled()).isEqualTo(5311);
    }

    @Test
    void followsNothingByAWrongClock() {
        exchange.skew = Duration.ofSeconds(-31);
        assertThatThrownBy(this::turn)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("PT-31S")
                .hasMessageContaining("Set this machine's clock");
    }

    private void turn() throws InterruptedException {
        SourceStore.Lease lease = source.lease();
        assertThat(trades.turn(lease.settings(), new SourceProgress(source, lease, clock)))
                .isEqualTo(clock.instant());
    }

    /// An exchange that has all trades up to the newest, and closes each connection at once.
    private static final class Numbers implements Exchange, TradeConnection {

        private long newest;
        private int pages = 100;
        private Duration skew = Duration.ZERO;

        @Override
        public Duration skew() {
            return skew;
        }

        @Override
        public Trade newest(String name) {
            return trade(newest);
        }

        @Override
        public List<Trade> trades(String name, long from, int most) {
            if (pages-- == 0) {
                throw new SourceException(Kind.THROTTLED, "slower");
            }
            return LongStream.rangeClosed(from, Math.min(newest, from + most - 1))
                    .mapToObj(Numbers::trade)
                    .toList();
        }

        @Override
        public TradeConnection connect(Collection<String> names) {
            return this;
        }

        @Override
        public @Nullable Trade next(Duration patience) {
            return null;
        }

        @Override
        public boolean isEnding() {
            return true;
        }

        @Override
        public void close() {}

        private static Trade trade(long sequence) {
            return new Trade("BTCUSDT", sequence, 100, 1, Instant.EPOCH.plusSeconds(sequence));
        }
    }
}
