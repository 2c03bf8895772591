package io.ketstream.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.ingestion.source.SourceException.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourcesTest {

    private final SetClock clock = new SetClock();
    private final HeldSource source =
            new HeldSource(new SourceSettings("coins", SourceType.BINANCE, Map.of("A", "a"), null, null));
    private final AtomicInteger turns = new AtomicInteger();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private volatile @Nullable SourceException failure;

    @Test
    void takesATurnWhenItIsDue() {
        Sources sources = sources(new Turns());
        look(sources);
        assertThat(source.nextAt()).isEqualTo(clock.instant().plusSeconds(60));
        look(sources);
        assertThat(turns).hasValue(1);
        clock.advance(Duration.ofSeconds(60));
        look(sources);
        assertThat(turns).hasValue(2);
        await().until(() -> fetches("ok") == 2);
    }

    @Test
    void waitsLongerAfterEachFailure() {
        Sources sources = sources(new Turns());
        failure = new SourceException(Kind.UNAVAILABLE, "away");
        for (int seconds : new int[] {2, 4, 8}) {
            look(sources);
            assertThat(source.nextAt()).isEqualTo(clock.instant().plusSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
        }
        assertThat(source.errors()).containsOnly("away").hasSize(3);
        assertThat(fetches("unavailable")).isEqualTo(3);
    }

    @Test
    void waitsShortlyAgainAfterASuccessWithinTheTurn() {
        Sources sources = sources(new Turns() {
            @Override
            public Instant turn(SourceSettings settings, SourceProgress progress) {
                progress.succeed(null);
                throw new SourceException(Kind.UNAVAILABLE, "broken off");
            }
        });
        for (int k = 0; k < 3; k++) {
            look(sources);
            assertThat(source.nextAt()).isEqualTo(clock.instant().plusSeconds(2));
            clock.advance(Duration.ofSeconds(2));
        }
    }

    /// As when the database hangs for longer than a lease: the turn that would begin with it has none.
    @Test
    void takesOneTurnWhereALeaseIsOverBeforeItIsHad() {
        Sources sources = sources(new Turns());
        source.meanwhile(() -> {
            source.meanwhile(() -> {});
            clock.advance(Duration.ofSeconds(41));
        });
        look(sources);
        assertThat(turns).hasValue(1);
    }

    @Test
    void endsATurnWhoseSourceIsReplacedAndAllWhenItStops() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(2);
        Sources sources = sources(new Turns() {
            @Override
            public Instant turn(SourceSettings settings, SourceProgress progress) throws InterruptedException {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                    return progress.now();
                } finally {
                    ended.countDown();
                }
            }
        });
        sources.look();
        begun.await();
        source.replace();
        sources.look();
        await().until(() -> ended.getCount() == 1);
        assertThat(source.errors()).isEmpty();

        HeldSource other = new HeldSource(source.lease().settings());
        Sources stopped = sources(other, new Turns() {
            @Override
            public Instant turn(SourceSettings settings, SourceProgress progress) throws InterruptedException {
                new CountDownLatch(1).await();
                return progress.now();
            }
        });
        stopped.look();
        stopped.stop(Duration.ofSeconds(30));
        assertThat(other.isLeased()).as("given back").isFalse();
        assertThat(other.nextAt()).isEqualTo(clock.instant());
    }

    /// One look, and the end of the turn that it began.
    private void look(Sources sources) {
        sources.look();
        await().until(() -> !source.isLeased());
    }

    private double fetches(String outcome) {
        return meters.counter("ketstream.market.source.fetches", "source", "binance", "outcome", outcome)
                .count();
    }

    private Sources sources(MarketDataSource kind) {
        return sources(source, kind);
    }

    private Sources sources(SourceStore store, MarketDataSource kind) {
        var backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0);
        return new Sources(store, List.of(kind), backoff, Duration.ofSeconds(30), new SourceMetrics(meters), clock);
    }

    private class Turns implements MarketDataSource {

        @Override
        public SourceType type() {
            return SourceType.BINANCE;
        }

        @Override
        public Instant turn(SourceSettings settings, SourceProgress progress) throws InterruptedException {
            turns.incrementAndGet();
            SourceException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return progress.now().plusSeconds(60);
        }
    }
}
