package io.ketstream.results.deadletter.messaging;

import io.ketstream.results.deadletter.BrokerUnavailableException;
import io.ketstream.results.deadletter.DeadLetter;
import io.ketstream.results.deadletter.DeadLetterTopics;
import io.ketstream.results.deadletter.OriginalTopics;
import io.ketstream.results.deadletter.RecordBytes;
import io.ketstream.results.deadletter.RecordPosition;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// The record's key decides its partition, as it did the first time.
@Component
class KafkaOriginalTopics implements OriginalTopics {

    private static final long SEND_SECONDS = 10;

    private final KafkaTemplate<byte[], byte[]> kafka;

    KafkaOriginalTopics(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public RecordPosition send(DeadLetter letter) {
        String topic = DeadLetterTopics.original(letter.position().topic()).orElseThrow();
        var sent = new ProducerRecord<byte[], byte[]>(topic, bytes(letter.key()), bytes(letter.value()));
        for (DeadLetter.Header header : letter.redrivenHeaders()) {
            sent.headers().add(header.name(), bytes(header.value()));
        }
        try {
            RecordMetadata metadata =
                    kafka.send(sent).get(SEND_SECONDS, TimeUnit.SECONDS).getRecordMetadata();
            return new RecordPosition(topic, metadata.partition(), metadata.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted", e);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new BrokerUnavailableException("the broker did not acknowledge the record", e);
        }
    }

    private static byte @Nullable [] bytes(@Nullable RecordBytes value) {
        return value == null ? null : value.toArray();
    }
}
