package io.ketstream.execution.messaging;

import io.ketstream.execution.queue.StartOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Reads whole topics in every instance, on a thread of its own: from the beginning, or from a time before its
/// start. A broker that is away is waited for; reading goes on where it stopped.
public final class TopicReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 1000;

    private final Clients clients;
    private final List<String> topics;
    private final @Nullable Duration history;
    private final Consumer<ConsumerRecords<byte[], byte[]>> target;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private volatile boolean running;
    private volatile boolean caughtUp;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile @Nullable Thread thread;

    /// @param history how far before its start it begins; absent: at the beginning
    /// @param target takes the records; what it throws stops reading for a moment, then the same come again
    public TopicReader(
            Clients clients,
            List<String> topics,
            @Nullable Duration history,
            Consumer<ConsumerRecords<byte[], byte[]>> target) {
        this.clients = clients;
        this.topics = List.copyOf(topics);
        this.history = history;
        this.target = target;
    }

    /// Whether everything that was there at the start has been read.
    public boolean isCaughtUp() {
        return caughtUp;
    }

    public boolean isAlive() {
        Thread current = thread;
        return current != null && current.isAlive();
    }

    @Override
    public void start() {
        running = true;
        thread =
                Thread.ofPlatform().name("reader-" + topics.getFirst()).daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        KafkaConsumer<byte[], byte[]> current = consumer;
        Thread reading = thread;
        if (current != null) {
            current.wakeup();
        }
        if (reading != null) {
            try {
                reading.join(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StartOrder.READERS;
    }

    private void run() {
        while (running) {
            try (var current = clients.reader()) {
                consumer = current;
                begin(current);
                while (running) {
                    read(current);
                }
            } catch (WakeupException e) {
                log.atDebug().log("woken up to stop");
            } catch (RuntimeException e) {
                log.atWarn().addKeyValue("topics", topics).setCause(e).log("reading stopped, to be resumed");
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private void begin(KafkaConsumer<byte[], byte[]> current) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> current.partitionsFor(topic, TIMEOUT).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        current.assign(partitions);
        ends = current.endOffsets(partitions, TIMEOUT);
        Map<TopicPartition, Long> starts = positions.isEmpty() ? starts(current, partitions) : Map.copyOf(positions);
        starts.forEach(current::seek);
        positions.putAll(starts);
        noteProgress(current);
    }

    private Map<TopicPartition, Long> starts(KafkaConsumer<byte[], byte[]> current, List<TopicPartition> partitions) {
        if (history == null) {
            return current.beginningOffsets(partitions, TIMEOUT);
        }
        long since = Instant.now().minus(history).toEpochMilli();
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, since));
        var starts = new HashMap<>(ends);
        current.offsetsForTimes(times, TIMEOUT).forEach((partition, found) -> {
            if (found != null) {
                starts.put(partition, found.offset());
            }
        });
        return starts;
    }

    private void read(KafkaConsumer<byte[], byte[]> current) {
        ConsumerRecords<byte[], byte[]> records = current.poll(POLL);
        if (!records.isEmpty()) {
            target.accept(records);
        }
        noteProgress(current);
    }

    private void noteProgress(KafkaConsumer<byte[], byte[]> current) {
        boolean behind = false;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long position = current.position(end.getKey(), TIMEOUT);
            positions.put(end.getKey(), position);
            behind |= position < end.getValue();
        }
        if (!behind && !caughtUp) {
            caughtUp = true;
            log.atInfo().addKeyValue("topics", topics).log("caught up");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
