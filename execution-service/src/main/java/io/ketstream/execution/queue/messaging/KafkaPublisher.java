package io.ketstream.execution.queue.messaging;

import io.ketstream.execution.queue.EncodedResult;
import io.ketstream.execution.queue.Publisher;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends through one producer; a future completes when all in-sync replicas have the record.
public final class KafkaPublisher implements Publisher, AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final EventCodec codec;
    private final String service;

    /// @param service that sends, named in dead letters
    public KafkaPublisher(Producer<byte[], byte[]> producer, EventCodec codec, String service) {
        this.producer = producer;
        this.codec = codec;
        this.service = service;
    }

    @Override
    public CompletableFuture<Void> publish(EncodedResult result) {
        return send(Topics.EXECUTION_RESULTS, result.event(), result.bytes().value());
    }

    /// Sends any event to `topic`.
    public CompletableFuture<Void> send(String topic, Event event) {
        return send(topic, event, codec.encode(event));
    }

    private CompletableFuture<Void> send(String topic, Event event, byte[] bytes) {
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        return send(new ProducerRecord<>(topic, null, key, bytes, codec.headers(event)));
    }

    @Override
    public CompletableFuture<Void> deadLetter(byte[] key, byte[] value, int partition, long offset, String reason) {
        return deadLetter(new ConsumerRecord<>(Topics.EXECUTION_REQUESTS, partition, offset, key, value), reason);
    }

    /// Sends a bad record to the dead-letter topic of its topic.
    public CompletableFuture<Void> deadLetter(ConsumerRecord<byte[], byte[]> received, String reason) {
        return send(DeadLetters.of(service, received, reason));
    }

    @Override
    public void close() {
        producer.close();
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> letter) {
        var sent = new CompletableFuture<Void>();
        try {
            var _ = producer.send(letter, (_, failure) -> {
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }
}
