package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every tick is in one bar, once, or counted once, while what makes and keeps the bars is killed.
@DisturbingTest
class TickDurabilityIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<Disturbance> DISTURBANCES = Suite.isLong()
            ? List.of(Disturbance.KILL_INGESTION, Disturbance.KILL_DATABASE, Disturbance.KILL_INGESTION)
            : List.of(Disturbance.KILL_DATABASE, Disturbance.KILL_INGESTION);
    private static final List<String> SYMBOLS = List.of("KILL-A", "KILL-B", "KILL-C", "KILL-D");
    private static final String UNIVERSE = "killed";
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final int LONG_AGO = 200;
    private static final int PAUSE_MILLIS = 10;
    private static final long SEED = Long.getLong("ketstream.system.seed", 20_261_126);

    @Test
    void countsEveryTickOnceWhateverIsKilled(Suite suite) {
        Answer taken = suite.http()
                .send(
                        "PUT",
                        suite.address(Suite.INGESTION, "/api/v1/universes/" + UNIVERSE + "/ticks"),
                        "application/json",
                        "{\"symbols\":[\"" + String.join("\",\"", SYMBOLS) + "\"],\"bars\":20000}");
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        var ended = new AtomicBoolean();
        Random random = new Random(SEED);
        Sent sent;
        try (Topic topic = new Topic(suite)) {
            var writing = CompletableFuture.supplyAsync(() -> write(topic, ended), Thread::startVirtualThread);
            try {
                for (Disturbance disturbance : DISTURBANCES) {
                    disturbance.strike(suite, random);
                }
            } finally {
                ended.set(true);
            }
            sent = writing.join();
        }

        JsonNode ticks = Poll.until("the bars of all ticks, seed " + SEED, PATIENCE, () -> {
            JsonNode found = quality(suite);
            return found.path("ticks").asLong(0) >= sent.ticks() ? Optional.of(found) : Optional.empty();
        });
        assertThat(ticks.get("ticks").asLong()).isEqualTo(sent.ticks());
        assertThat(ticks.get("duplicates").asLong()).isEqualTo(sent.duplicates());
        assertThat(ticks.get("late").asLong()).isEqualTo(sent.late());
        assertThat(sent.duplicates()).isPositive();
        assertThat(sent.late()).isPositive();
    }

    private record Sent(long ticks, long duplicates, long late) {}

    private static JsonNode quality(Suite suite) {
        Answer latest = suite.get(Suite.INGESTION, "/api/v1/universes/" + UNIVERSE + "/snapshots/latest");
        return latest.json().path("quality").path("ticks");
    }

    /// Two seconds of event time a tick, in each symbol, a hundred times as fast as they pass.
    private static Sent write(Topic topic, AtomicBoolean ended) {
        Random random = new Random(SEED);
        long duplicates = 0;
        long late = 0;
        long sequence = 0;
        for (; !ended.get(); sequence++) {
            for (String symbol : SYMBOLS) {
                byte[] tick = tick(symbol, sequence, 100 + random.nextDouble());
                send(topic, symbol, tick);
                if (random.nextInt(10) == 0) {
                    send(topic, symbol, tick);
                    duplicates++;
                }
                if (sequence > LONG_AGO && random.nextInt(50) == 0) {
                    send(topic, symbol, tick(symbol, sequence - LONG_AGO, 1));
                    late++;
                }
            }
            topic.flush();
            pause();
        }
        // closes the last bars; its own closes for lack of ticks
        for (String symbol : SYMBOLS) {
            send(topic, symbol, tick(symbol, sequence + LONG_AGO, 100));
        }
        topic.flush();
        return new Sent((sequence + 1) * SYMBOLS.size(), duplicates, late);
    }

    private static void send(Topic topic, String symbol, byte[] tick) {
        topic.writeSoon(Topics.MARKET_TICKS, symbol, tick);
    }

    private static byte[] tick(String symbol, long sequence, double price) {
        return """
                {"type": "market-tick",
                 "metadata": {"id": "%s", "schemaVersion": 1, "occurredAt": "%s"},
                 "symbol": "%s", "price": %s, "source": "test", "sequence": %d}""".formatted(new UUID(0, sequence), BEGIN.plusSeconds(2 * sequence), symbol, price, sequence)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
