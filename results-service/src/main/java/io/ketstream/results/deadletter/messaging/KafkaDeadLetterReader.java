package io.ketstream.results.deadletter.messaging;

import io.ketstream.results.deadletter.BrokerUnavailableException;
import io.ketstream.results.deadletter.DeadLetterReader;
import io.ketstream.support.kafka.TopicProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// A consumer without a group for each reading, so that it commits nothing and disturbs nobody; few at a time,
/// with few bytes in hand.
@Component
class KafkaDeadLetterReader implements DeadLetterReader {

    private static final int MOST_READINGS = 2;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore readings = new Semaphore(MOST_READINGS);
    private final Map<String, Object> settings;
    private final int partitions;

    KafkaDeadLetterReader(KafkaProperties properties, KafkaConnectionDetails connection, TopicProperties topics) {
        this.partitions = topics.partitions();
        this.settings = new HashMap<>(properties.buildConsumerProperties());
        settings.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // what was deleted since it was looked for is passed over
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    }

    @Override
    public Reading open() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        acquire();
        try {
            var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            return new KafkaReading(consumer, partitions, deadline, readings::release);
        } catch (KafkaException e) {
            readings.release();
            throw new BrokerUnavailableException("Kafka cannot be reached", e);
        }
    }

    private void acquire() {
        try {
            if (!readings.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BrokerUnavailableException("others read dead letters, too many to begin", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted", e);
        }
    }
}
