package io.ketstream.execution.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes Kafka clients of bytes from Spring Boot's settings; events are decoded by their readers, which can say
/// what is wrong with one.
public final class Clients {

    private final Map<String, Object> consumer;
    private final Map<String, Object> producer;

    public Clients(Map<String, Object> consumer, Map<String, Object> producer) {
        this.consumer = Map.copyOf(consumer);
        this.producer = Map.copyOf(producer);
    }

    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// A consumer without a group: it reads what it is told to.
    KafkaConsumer<byte[], byte[]> reader() {
        var settings = new HashMap<>(consumer);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// A member of the share group `group` that takes at most `records` at a time and acknowledges each by itself.
    ///
    /// @param bytes that it takes at a time, at most, or one record
    public KafkaShareConsumer<byte[], byte[]> share(String group, int records, int bytes) {
        var settings = new HashMap<>(consumer);
        // a share group has no offsets of its own to commit, and refuses these settings
        settings.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
        settings.remove(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
        settings.remove(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, bytes);
        return new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
