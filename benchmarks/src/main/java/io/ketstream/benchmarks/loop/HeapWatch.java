package io.ketstream.benchmarks.loop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Reads a service's heap from its Prometheus endpoint, twice a second.
public final class HeapWatch implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PERIOD_MILLIS = 500;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI metrics;
    private final Thread thread;
    private double mostUsed;
    private double limit;
    private int readings;
    private int missed;

    /// Bytes. `mostUsed` includes garbage that has not been collected yet.
    ///
    /// @param missed moments at which the service was too busy to answer
    public record Heap(double mostUsed, double limit, int readings, int missed) {}

    public HeapWatch(URI service) {
        this.metrics = service.resolve("/actuator/prometheus");
        this.thread = Thread.ofVirtual().name("heap-watch").start(this::watch);
    }

    public synchronized Heap heap() {
        return new Heap(mostUsed, limit, readings, missed);
    }

    private void watch() {
        try {
            while (true) {
                read();
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        try {
            String text = http.send(
                            HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build(), BodyHandlers.ofString())
                    .body();
            take(heapSum(text, "jvm_memory_used_bytes"), heapSum(text, "jvm_memory_max_bytes"));
        } catch (IOException unanswered) {
            miss();
        }
    }

    private synchronized void take(double used, double max) {
        readings++;
        mostUsed = Math.max(mostUsed, used);
        limit = Math.max(limit, max);
    }

    private synchronized void miss() {
        missed++;
    }

    /// The sum of a metric over the heap's pools.
    static double heapSum(String text, String metric) {
        double sum = 0;
        for (String line : text.lines().toList()) {
            if (line.startsWith(metric + "{") && line.contains("area=\"heap\"")) {
                sum += Double.parseDouble(
                        line.substring(line.lastIndexOf('}') + 1).strip());
            }
        }
        return sum;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
