package io.ketstream.benchmarks.ticks;

import io.ketstream.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// An outside producer: random walks of prices, written as JSON, numbered one after the other.
final class TickWriter implements AutoCloseable {
    private static final double STEP = 1e-4;
    private static final long SEED = 7;

    private final KafkaProducer<String, byte[]> producer;
    private final String[] symbols;
    private final double[] prices;
    private final long[] sequences;
    private final Random random = new Random(SEED);
    private volatile @Nullable Exception failure;

    TickWriter(String bootstrapServers, int count) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 17),
                new StringSerializer(),
                new ByteArraySerializer());
        this.symbols = new String[count];
        this.prices = new double[count];
        this.sequences = new long[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = symbol(i);
            prices[i] = 100;
        }
    }

    static String symbol(int index) {
        return "S%04d".formatted(index);
    }

    /// `bars` bars of each symbol, of `ticksABar` equidistant ticks, and one tick that closes the last.
    void write(Instant start, int bars, int ticksABar, Duration barLength, Duration lateness) {
        long step = barLength.toNanos() / ticksABar;
        for (int k = 0; k < bars * ticksABar; k++) {
            Instant time = start.plusNanos(k * step);
            for (int i = 0; i < symbols.length; i++) {
                send(i, time);
            }
        }
        Instant closing = start.plus(barLength.multipliedBy(bars)).plus(lateness);
        for (int i = 0; i < symbols.length; i++) {
            send(i, closing);
        }
        producer.flush();
    }

    /// `rate` ticks a second, at the time that it is.
    void trickle(int rate, Duration duration) throws InterruptedException {
        long begin = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() - begin < duration.toNanos()) {
            long due = (long) ((System.nanoTime() - begin) / 1e9 * rate);
            for (; sent < due; sent++) {
                send((int) (sent % symbols.length), Instant.now());
            }
            Thread.sleep(1);
        }
        producer.flush();
    }

    private void send(int index, Instant time) {
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("a tick could not be sent", failed);
        }
        prices[index] *= 1 + STEP * random.nextGaussian();
        long sequence = sequences[index]++;
        String json = "{\"type\":\"market-tick\",\"metadata\":{\"id\":\"" + new UUID(index, sequence)
                + "\",\"schemaVersion\":1,\"occurredAt\":\"" + time + "\"},\"symbol\":\"" + symbols[index]
                + "\",\"price\":" + prices[index] + ",\"size\":1.0,\"source\":\"bench\",\"sequence\":" + sequence + "}";
        Future<RecordMetadata> _ = producer.send(
                new ProducerRecord<>(Topics.MARKET_TICKS, symbols[index], json.getBytes(StandardCharsets.ISO_8859_1)),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure = exception;
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
