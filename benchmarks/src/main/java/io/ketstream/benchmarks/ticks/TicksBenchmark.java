package io.ketstream.benchmarks.ticks;

import io.ketstream.benchmarks.loop.Distribution;
import io.ketstream.stack.LocalStack;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The order of things: warm up, then as many ticks as are taken, then a steady rate. A universe of all symbols has its
/// snapshots made all the time.
final class TicksBenchmark {
    static final Duration BAR = Duration.ofSeconds(1);
    static final Duration LATENESS = Duration.ofMillis(500);
    static final Duration IDLE = Duration.ofSeconds(2);
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final int UNIVERSE_BARS = 120;
    private static final int WARM_UP = 5;
    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;

    private final LocalStack stack;
    private final TicksOptions options;
    private final Consumer<String> progress;
    private final IngestionClient client;
    private final String bootstrapServers;

    TicksBenchmark(LocalStack stack, TicksOptions options, Consumer<String> progress) {
        this.stack = stack;
        this.options = options;
        this.progress = progress;
        this.client = new IngestionClient(stack.url(ServiceKind.INGESTION.serviceName()));
        this.bootstrapServers = stack.broker().bootstrapServers();
    }

    TicksFigures measure() throws InterruptedException, ExecutionException, IOException {
        double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String symbols = IntStream.range(0, options.symbols())
                .mapToObj(i -> "\"" + TickWriter.symbol(i) + "\"")
                .collect(Collectors.joining(","));
        client.follow("bench", "{\"symbols\":[" + symbols + "],\"bars\":" + UNIVERSE_BARS + "}");
        try (var writer = new TickWriter(bootstrapServers, options.symbols());
                var snapshots = new SnapshotWatch(bootstrapServers)) {
            Instant begin =
                    Instant.ofEpochSecond(Instant.now().getEpochSecond()).minus(Duration.ofHours(2));
            int warmUp = Math.max(1, options.bars() / WARM_UP);
            progress.accept("Warm-up: %.0f ticks a second".formatted(ticks(warmUp) / flood(writer, begin, warmUp)));
            Instant next = begin.plus(BAR.multipliedBy(warmUp + 10L));
            double seconds = flood(writer, next, options.bars());
            progress.accept("%.0f ticks a second".formatted(ticks(options.bars()) / seconds));
            TicksFigures.Ages ages = options.seconds() == 0 ? null : ages(writer, snapshots);
            stack.requireAlive();
            IngestionClient.Counts counts = client.counts();
            return new TicksFigures(
                    Runtime.getRuntime().availableProcessors(),
                    loadBefore,
                    ticks(options.bars()),
                    seconds,
                    counts.ticks("duplicate"),
                    counts.ticks("late"),
                    counts.ticks("refused"),
                    ages);
        }
    }

    private long ticks(int bars) {
        return (long) bars * options.ticksABar() * options.symbols();
    }

    /// @return seconds from the first tick to the last bar
    private double flood(TickWriter writer, Instant start, int bars)
            throws InterruptedException, ExecutionException, IOException {
        long expected = client.counts().bars() + (long) bars * options.symbols();
        long begin = System.nanoTime();
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> writing = threads.submit(() -> writer.write(start, bars, options.ticksABar(), BAR, LATENESS));
            while (client.counts().bars() < expected) {
                if (writing.isDone()) {
                    writing.get();
                }
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IllegalStateException("not all bars were stored within " + PATIENCE);
                }
                Thread.sleep(LOOK_MILLIS);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            writing.get();
            // the bar of the tick that closed the last one is closed for lack of ticks
            while (client.counts().bars() < expected + options.symbols()) {
                Thread.sleep(LOOK_MILLIS);
            }
            return seconds;
        }
    }

    private TicksFigures.@Nullable Ages ages(TickWriter writer, SnapshotWatch snapshots) throws InterruptedException {
        progress.accept("%d ticks a second for %d s".formatted(options.rate(), options.seconds()));
        Instant begin = Instant.now();
        writer.trickle(options.rate(), Duration.ofSeconds(options.seconds()));
        List<SnapshotWatch.Seen> seen = snapshots.since(begin.plus(LEAD));
        if (seen.size() < 2) {
            throw new IllegalStateException("there were " + seen.size() + " snapshots");
        }
        double[] youngest = new double[seen.size() - 1];
        double[] oldest = new double[seen.size() - 1];
        for (int k = 0; k < youngest.length; k++) {
            youngest[k] = seen.get(k).age(seen.get(k).arrival());
            oldest[k] = seen.get(k).age(seen.get(k + 1).arrival());
        }
        Distribution young = Distribution.of(youngest);
        Distribution old = Distribution.of(oldest);
        return new TicksFigures.Ages(seen.size(), young.p50(), young.p99(), old.p50(), old.p99());
    }
}
