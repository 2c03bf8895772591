package io.ketstream.support.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/// Sends bad records to their dead-letter topics and waits until they are there, so that going on loses nothing.
public final class DeadLetterSender implements AutoCloseable {

    private static final long SEND_SECONDS = 60;

    private final String service;
    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /// @param service that sends them
    DeadLetterSender(String service, Map<String, Object> settings) {
        this.service = service;
        this.settings = settings;
    }

    /// @throws IllegalStateException when Kafka does not take it: the record must then be read again
    public void send(ConsumerRecord<byte[], byte[]> received, RuntimeException reason) {
        ProducerRecord<byte[], byte[]> letter = DeadLetters.of(service, received, String.valueOf(reason.getMessage()));
        try {
            producer().send(letter).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a dead letter", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a dead letter could not be sent", e);
        }
    }

    /// For a message from Spring Cloud Stream's Kafka binder with native decoding of key and value as bytes. A record
    /// without a value comes with some other payload.
    public void send(Message<?> message, RuntimeException reason) {
        MessageHeaders headers = message.getHeaders();
        String topic = headers.get(KafkaHeaders.RECEIVED_TOPIC, String.class);
        Integer partition = headers.get(KafkaHeaders.RECEIVED_PARTITION, Integer.class);
        Long offset = headers.get(KafkaHeaders.OFFSET, Long.class);
        if (topic == null || partition == null || offset == null) {
            throw new IllegalArgumentException(
                    "not a message from the Kafka binder: topic, partition or offset missing");
        }
        byte[] key = headers.get(KafkaHeaders.RECEIVED_KEY) instanceof byte[] bytes ? bytes : null;
        byte[] value = message.getPayload() instanceof byte[] bytes ? bytes : null;
        var received = new ConsumerRecord<byte[], byte[]>(topic, partition, offset, key, value);
        BinderHeaders.of(headers).forEach(received.headers()::add);
        send(received, reason);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
