package io.ketstream.support.kafka;

import io.ketstream.model.event.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Records for a dead-letter topic: as they came, with why, whence and by whom in headers. Each that is made
/// counts in `ketstream.dead.letters{topic}`, by the topic that it was read from; one that could not be sent is
/// made again.
public final class DeadLetters {

    /// Why the record could not be processed.
    public static final String ERROR_HEADER = "ketstream-error";

    /// `topic-partition@offset` of the record.
    public static final String ORIGIN_HEADER = "ketstream-origin";

    /// The service that gave the record up.
    public static final String SERVICE_HEADER = "ketstream-service";

    private DeadLetters() {}

    /// @param service that cannot process the record
    public static ProducerRecord<byte[], byte[]> of(
            String service, ConsumerRecord<byte[], byte[]> received, String reason) {
        String topic = received.topic();
        var letter = new ProducerRecord<byte[], byte[]>(
                Topics.deadLetter(topic), null, received.key(), received.value(), received.headers());
        set(letter, ERROR_HEADER, reason);
        set(letter, ORIGIN_HEADER, topic + "-" + received.partition() + "@" + received.offset());
        set(letter, SERVICE_HEADER, service);
        counter(topic).increment();
        return letter;
    }

    /// Counts from zero, so that the first letter is an increase.
    static void countFromZero() {
        Topics.all().forEach(topic -> counter(topic.name()));
    }

    private static void set(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Counter counter(String topic) {
        return Metrics.counter("ketstream.dead.letters", "topic", topic);
    }
}
