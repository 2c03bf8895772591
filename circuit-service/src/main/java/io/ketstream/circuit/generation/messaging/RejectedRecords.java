package io.ketstream.circuit.generation.messaging;

import io.ketstream.support.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/// Puts a record that is not an event of ours on the dead-letter topic, bytes unchanged.
@Component
class RejectedRecords {

    private static final Logger log = LoggerFactory.getLogger(RejectedRecords.class);

    private final KafkaOutlet outlet;

    RejectedRecords(KafkaOutlet outlet) {
        this.outlet = outlet;
    }

    void send(Message<?> message, String reason) {
        String topic = header(message, KafkaHeaders.RECEIVED_TOPIC, String.class);
        int partition = header(message, KafkaHeaders.RECEIVED_PARTITION, Integer.class);
        long offset = header(message, KafkaHeaders.OFFSET, Long.class);
        byte[] key = bytes(message.getHeaders().get(KafkaHeaders.RECEIVED_KEY));
        byte[] value = bytes(message.getPayload());
        ProducerRecord<byte[], byte[]> letter = DeadLetters.of(topic, partition, offset, key, value, reason);
        outlet.send(new ProducerRecord<>(
                letter.topic(),
                null,
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                letter.value(),
                letter.headers()));
        log.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", partition)
                .addKeyValue("offset", offset)
                .addKeyValue("reason", reason)
                .log("record is not an event");
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes : null;
    }

    private static <T> T header(Message<?> message, String name, Class<T> type) {
        return Objects.requireNonNull(message.getHeaders().get(name, type), name);
    }
}
