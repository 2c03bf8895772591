package io.ketstream.results.deadletter.messaging;

import io.ketstream.results.deadletter.BrokerUnavailableException;
import io.ketstream.results.deadletter.DeadLetter;
import io.ketstream.results.deadletter.DeadLetterReader;
import io.ketstream.results.deadletter.OffsetRange;
import io.ketstream.results.deadletter.RecordBytes;
import io.ketstream.results.deadletter.RecordPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// Reads by assigning and seeking, until a deadline for all of it.
final class KafkaReading implements DeadLetterReader.Reading {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;
    private final long deadline;
    private final Runnable closed;

    /// @param partitions of every topic
    /// @param deadline as [System#nanoTime]
    /// @param closed told at the end
    KafkaReading(KafkaConsumer<byte[], byte[]> consumer, int partitions, long deadline, Runnable closed) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.deadline = deadline;
        this.closed = closed;
    }

    @Override
    public List<OffsetRange> ranges(List<String> topics) {
        List<TopicPartition> all = topics.stream()
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
        Map<TopicPartition, Long> first = ask(() -> consumer.beginningOffsets(all, remaining()));
        Map<TopicPartition, Long> end = ask(() -> consumer.endOffsets(all, remaining()));
        return all.stream()
                .map(each -> new OffsetRange(
                        each.topic(),
                        each.partition(),
                        Objects.requireNonNull(first.get(each)),
                        Objects.requireNonNull(end.get(each))))
                .toList();
    }

    @Override
    public void read(List<OffsetRange> ranges, Consumer<DeadLetter> action) {
        var open = new HashMap<TopicPartition, OffsetRange>();
        ranges.forEach(range -> open.put(new TopicPartition(range.topic(), range.partition()), range));
        consumer.assign(open.keySet());
        consumer.resume(open.keySet());
        open.forEach((partition, range) -> consumer.seek(partition, range.from()));
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> each : ask(() -> consumer.poll(shortest(remaining())))) {
                OffsetRange range = open.get(new TopicPartition(each.topic(), each.partition()));
                // a seek to what has been deleted meanwhile ends at what is there
                if (range != null && range.from() <= each.offset() && each.offset() < range.to()) {
                    action.accept(letter(each));
                }
            }
            List<TopicPartition> done = open.entrySet().stream()
                    .filter(each -> ask(() -> consumer.position(each.getKey(), remaining()))
                            >= each.getValue().to())
                    .map(Map.Entry::getKey)
                    .toList();
            consumer.pause(done);
            done.forEach(open::remove);
        }
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE));
        } finally {
            closed.run();
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> read) {
        var headers = new ArrayList<DeadLetter.Header>();
        for (Header header : read.headers()) {
            headers.add(new DeadLetter.Header(header.key(), RecordBytes.of(header.value())));
        }
        return new DeadLetter(
                new RecordPosition(read.topic(), read.partition(), read.offset()),
                Instant.ofEpochMilli(read.timestamp()),
                RecordBytes.of(read.key()),
                RecordBytes.of(read.value()),
                headers);
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new BrokerUnavailableException("Kafka does not answer", e);
        }
    }

    private Duration remaining() {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new BrokerUnavailableException("Kafka does not answer in time", null);
        }
        return Duration.ofNanos(nanos);
    }

    private static Duration shortest(Duration remaining) {
        return remaining.compareTo(LONGEST_POLL) < 0 ? remaining : LONGEST_POLL;
    }
}
