package io.ketstream.ingestion.tick.messaging;

import io.ketstream.ingestion.tick.Bar;
import io.ketstream.ingestion.tick.BarRules;
import io.ketstream.ingestion.tick.BarStore;
import io.ketstream.ingestion.tick.PartitionBars;
import io.ketstream.ingestion.tick.RefusedTickException;
import io.ketstream.ingestion.tick.SequenceBudget;
import io.ketstream.model.event.MarketTick;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import io.ketstream.support.kafka.DeadLetterSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the ticks of the partitions that one consumer is given, on one thread. Whatever goes wrong, it is thrown
/// away, and another begins where the store is.
final class TickReader implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(TickReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STORE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_PENDING = 10_000;

    private final Consumer<byte[], byte[]> consumer;
    private final BarStore store;
    private final BarRules rules;
    private final SequenceBudget budget;
    private final EventCodec codec;
    private final DeadLetterSender deadLetters;
    private final TickMetrics metrics;
    private final Clock clock;
    private final Map<TopicPartition, PartitionBars> partitions = new HashMap<>();
    private long storedAt = System.nanoTime();
    private long idleAt = System.nanoTime();

    TickReader(
            Consumer<byte[], byte[]> consumer,
            BarStore store,
            BarRules rules,
            SequenceBudget budget,
            EventCodec codec,
            DeadLetterSender deadLetters,
            TickMetrics metrics,
            Clock clock) {
        this.consumer = consumer;
        this.store = store;
        this.rules = rules;
        this.budget = budget;
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.MARKET_TICKS), this);
    }

    /// Reads what is there, waits a moment where nothing is, and stores the bars that have closed.
    void read() {
        try {
            readOnce();
        } catch (RuntimeException e) {
            // a tick may be missing from them: nothing of them may be stored when the consumer is closed
            partitions.clear();
            throw e;
        }
    }

    private void readOnce() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            PartitionBars bars = partitions.get(partition);
            if (bars == null) {
                throw new IllegalStateException("records of " + partition + ", which was not assigned");
            }
            for (ConsumerRecord<byte[], byte[]> found : records.records(partition)) {
                take(bars, found);
            }
            if (bars.pending() >= MOST_PENDING) {
                store(partition, bars);
            }
        }
        long now = System.nanoTime();
        if (now - idleAt >= IDLE_NANOS) {
            idleAt = now;
            partitions.forEach(this::closeIdle);
        }
        if (now - storedAt >= STORE_NANOS) {
            storedAt = now;
            storePending();
        }
    }

    private void take(PartitionBars bars, ConsumerRecord<byte[], byte[]> found) {
        boolean settled = bars.isSettled(found.offset());
        Instant arrival = Instant.ofEpochMilli(found.timestamp());
        try {
            metrics.read(bars.add(found.offset(), decode(found.value()), arrival));
        } catch (MalformedEventException | RefusedTickException e) {
            bars.skip(found.offset(), arrival);
            if (!settled) {
                metrics.refused();
                deadLetters.send(found, e);
            }
        }
    }

    private MarketTick decode(byte @Nullable [] value) {
        if (value == null) {
            throw new MalformedEventException("the record has no value", null);
        }
        return codec.decode(value, MarketTick.class);
    }

    private void closeIdle(TopicPartition partition, PartitionBars bars) {
        if (consumer.currentLag(partition).orElse(1) == 0) {
            bars.reachedEnd(clock.instant());
        }
        bars.closeIdle();
    }

    private void storePending() {
        partitions.forEach((partition, bars) -> {
            if (bars.pending() > 0) {
                store(partition, bars);
            }
        });
    }

    /// What Kafka is told is for others to see; reading goes on from where the store is.
    private void store(TopicPartition partition, PartitionBars bars) {
        List<Bar> stored = bars.store();
        metrics.stored(stored.size());
        consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(bars.restart())), (offsets, failure) -> {
            if (failure != null) {
                log.atWarn()
                        .addKeyValue("partition", partition)
                        .setCause(failure)
                        .log("how far ticks were read is not shown");
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
        for (TopicPartition partition : assigned) {
            PartitionBars bars =
                    PartitionBars.load(partition.partition(), rules, budget, store, ends.getOrDefault(partition, 0L));
            partitions.put(partition, bars);
            consumer.seek(partition, bars.next());
            log.atInfo()
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("offset", bars.next())
                    .log("reads ticks");
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        storePending();
        onPartitionsLost(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        for (TopicPartition partition : lost) {
            PartitionBars bars = partitions.remove(partition);
            if (bars != null) {
                bars.forget();
            }
        }
    }
}
