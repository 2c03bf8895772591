package io.ketstream.ingestion.tick;

import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.MarketTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ticks as a bad network delivers them, and the bars that are to come of them, told by sorting instead of streaming.
public final class TickStream {

    private final Duration length;
    private final Duration lateness;
    private final Random random;
    private final List<MarketTick> clean = new ArrayList<>();
    private final List<MarketTick> sent = new ArrayList<>();
    private long duplicates;
    private long late;

    public TickStream(Duration length, Duration lateness, long seed) {
        this.length = length;
        this.lateness = lateness;
        this.random = new Random(seed);
    }

    /// A bar's numbers.
    public record Prices(double open, double high, double low, double close, double volume, long ticks) {}

    public static MarketTick tick(String symbol, Instant time, double price, @Nullable Double size, long sequence) {
        return new MarketTick(
                EventMetadata.of(symbol + "/" + sequence, time, null), symbol, price, size, "test", sequence);
    }

    /// A random walk: one tick in two seconds on average, some at the same time, some gaps of minutes.
    public static List<MarketTick> walk(String symbol, int count, long seed) {
        var random = new Random(seed);
        var ticks = new ArrayList<MarketTick>(count);
        Instant time = Instant.parse("2026-11-20T09:00:00Z");
        double price = 100;
        for (int k = 0; k < count; k++) {
            if (random.nextInt(4) > 0) {
                time = time.plusMillis(random.nextInt(2000) == 0 ? 200_000 : random.nextInt(5000));
            }
            price *= Math.exp(0.001 * random.nextGaussian());
            ticks.add(tick(symbol, time, price, random.nextInt(3) == 0 ? null : (double) random.nextInt(100), k));
        }
        return ticks;
    }

    /// Adds all ticks of a symbol: in disorder within the allowed lateness, a tenth of them twice, and a few from long
    /// ago in between; after the last, one that closes its bar.
    public TickStream add(List<MarketTick> ticks) {
        record Sent(long nanos, MarketTick tick) {}
        var order = new ArrayList<Sent>();
        for (MarketTick tick : ticks) {
            order.add(new Sent(delayed(tick), tick));
            if (random.nextInt(10) == 0) {
                order.add(new Sent(delayed(tick), tick));
                duplicates++;
            }
        }
        order.sort(Comparator.comparingLong(Sent::nanos));
        MarketTick first = ticks.getFirst();
        MarketTick last = ticks.getLast();
        Instant longAgo = first.metadata().occurredAt();
        Instant closed = longAgo.plus(length).plus(lateness).plus(length);
        long sequence = last.sequence() + 1000;
        for (Sent next : order) {
            sent.add(next.tick());
            if (next.tick().metadata().occurredAt().isAfter(closed) && random.nextInt(50) == 0) {
                // its bar has closed: a tick after `closed` has been sent
                sent.add(tick(first.symbol(), longAgo, 1e6, 1.0, sequence++));
                late++;
            }
        }
        sent.add(tick(first.symbol(), last.metadata().occurredAt().plus(length).plus(lateness), 1, null, sequence));
        clean.addAll(ticks);
        return this;
    }

    public List<MarketTick> sent() {
        return List.copyOf(sent);
    }

    public long duplicates() {
        return duplicates;
    }

    public long late() {
        return late;
    }

    /// By symbol and start.
    public Map<String, Prices> bars() {
        Map<String, List<MarketTick>> groups =
                clean.stream().collect(Collectors.groupingBy(this::bar, TreeMap::new, Collectors.toList()));
        var bars = new TreeMap<String, Prices>();
        groups.forEach((name, group) -> {
            List<MarketTick> sorted = group.stream()
                    .sorted(Comparator.comparing(
                                    (MarketTick tick) -> tick.metadata().occurredAt())
                            .thenComparingLong(MarketTick::sequence))
                    .toList();
            bars.put(
                    name,
                    new Prices(
                            sorted.getFirst().price(),
                            sorted.stream().mapToDouble(MarketTick::price).max().orElseThrow(),
                            sorted.stream().mapToDouble(MarketTick::price).min().orElseThrow(),
                            sorted.getLast().price(),
                            sorted.stream()
                                    .map(MarketTick::size)
                                    .mapToDouble(size -> size == null ? 0 : size)
                                    .sum(),
                            sorted.size()));
        });
        return bars;
    }

    /// The name under which [#bars] has the bar.
    public static String name(String symbol, Instant start) {
        return symbol + " " + start;
    }

    private String bar(MarketTick tick) {
        Instant time = tick.metadata().occurredAt();
        long seconds = time.getEpochSecond();
        return name(tick.symbol(), Instant.ofEpochSecond(seconds - seconds % length.toSeconds()));
    }

    private long delayed(MarketTick tick) {
        return Nanos.of(tick.metadata().occurredAt()) + (long) (random.nextDouble() * lateness.toNanos());
    }
}
