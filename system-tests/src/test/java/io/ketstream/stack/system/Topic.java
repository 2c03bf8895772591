package io.ketstream.stack.system;

import io.ketstream.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The broker's records by bare clients.
final class Topic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Topic(Suite suite) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", suite.stack().broker().bootstrapServers());
        properties.put("linger.ms", "5");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        properties.remove("linger.ms");
        properties.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Writes and waits for the broker's word.
    void write(String topic, String key, byte[] value) {
        write(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    void write(ProducerRecord<byte[], byte[]> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException failed) {
            throw new AssertionError("not written to " + message.topic(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /// Hands to the broker; [#flush()] waits.
    @SuppressWarnings("FutureReturnValueIgnored") // what is missing afterwards fails the test
    void writeSoon(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    /// All that is there now.
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        begin(topic);
        return readOn();
    }

    /// Has [#readOn()] begin with a topic's first record.
    void begin(String topic) {
        begin(List.of(topic));
    }

    /// Has [#readOn()] begin with the first record of each topic.
    void begin(Collection<String> topics) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// What has come since the last call.
    List<ConsumerRecord<byte[], byte[]>> readOn() {
        Set<TopicPartition> partitions = consumer.assignment();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not read within " + PATIENCE + ": " + partitions);
            }
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    /// Those with that key.
    List<ConsumerRecord<byte[], byte[]>> read(String topic, String key) {
        return read(topic).stream().filter(message -> key(message).equals(key)).toList();
    }

    /// Empty when there is none.
    static String key(ConsumerRecord<byte[], byte[]> message) {
        return message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
    }

    /// How many records each of our topics, dead letters included, ever got.
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        for (Topics.Topic topic : Topics.all()) {
            for (String name : List.of(topic.name(), Topics.deadLetter(topic.name()))) {
                sizes.put(
                        name,
                        consumer.endOffsets(partitions(name)).values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
        }
        return sizes;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
