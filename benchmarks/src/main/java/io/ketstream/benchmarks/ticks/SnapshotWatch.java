package io.ketstream.benchmarks.ticks;

import io.ketstream.model.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Notes when the events of snapshots arrive, on a thread of its own.
final class SnapshotWatch implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /// @param until end of the snapshot's newest bar
    record Seen(Instant until, Instant arrival) {

        double age(Instant now) {
            return Duration.between(until, now).toNanos() / 1e6;
        }
    }

    SnapshotWatch(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.MARKET_SNAPSHOTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = Thread.ofPlatform().name("snapshots").start(this::watch);
    }

    /// Snapshots of bars that end after `begin`.
    synchronized List<Seen> since(Instant begin) {
        return seen.stream().filter(each -> each.until().isAfter(begin)).toList();
    }

    private void watch() {
        while (!closed) {
            for (var found : consumer.poll(Duration.ofMillis(20))) {
                Instant arrival = Instant.now();
                JsonNode event = JSON.readTree(found.value());
                add(new Seen(Instant.parse(event.get("until").asString()), arrival));
            }
        }
        consumer.close();
    }

    private synchronized void add(Seen snapshot) {
        seen.add(snapshot);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
