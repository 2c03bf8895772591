package io.ketstream.benchmarks.loop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A bare consumer at the end of a hop. Each poll hands over what has come.
sealed interface Hop extends AutoCloseable {
    Duration POLL = Duration.ofMillis(200);

    void poll(Consumer<ConsumerRecord<String, byte[]>> listener);

    @Override
    void close();

    /// An ordinary consumer with the partitions assigned, from their end.
    static Hop plain(String bootstrapServers, String topic) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new Plain(consumer);
    }

    /// The only member of a share group, with explicit acknowledgement.
    static Hop shared(String bootstrapServers, String topic, String group) {
        KafkaShareConsumer<String, byte[]> consumer = new KafkaShareConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                        "explicit"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return new Shared(consumer);
    }

    record Plain(KafkaConsumer<String, byte[]> consumer) implements Hop {
        @Override
        public void poll(Consumer<ConsumerRecord<String, byte[]>> listener) {
            consumer.poll(POLL).forEach(listener);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /// What it has taken is accepted at once; the acknowledgement travels with the next fetch.
    record Shared(KafkaShareConsumer<String, byte[]> consumer) implements Hop {
        @Override
        public void poll(Consumer<ConsumerRecord<String, byte[]>> listener) {
            consumer.poll(POLL).forEach(received -> {
                listener.accept(received);
                consumer.acknowledge(received, AcknowledgeType.ACCEPT);
            });
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
