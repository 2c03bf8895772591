package io.ketstream.support.kafka;

import io.ketstream.model.event.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Records for a dead-letter topic: the bytes as they came, and why and whence in headers. Each that is made counts in
/// `ketstream.dead.letters{topic}`, by the topic that it was read from; one that could not be sent is made again.
public final class DeadLetters {

    /// Why the record could not be processed.
    public static final String ERROR_HEADER = "ketstream-error";

    /// `topic-partition@offset` of the record.
    public static final String ORIGIN_HEADER = "ketstream-origin";

    private DeadLetters() {}

    public static ProducerRecord<byte[], byte[]> of(
            String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, String reason) {
        var letter = new ProducerRecord<byte[], byte[]>(Topics.deadLetter(topic), key, value);
        letter.headers().add(ERROR_HEADER, reason.getBytes(StandardCharsets.UTF_8));
        letter.headers().add(ORIGIN_HEADER, (topic + "-" + partition + "@" + offset).getBytes(StandardCharsets.UTF_8));
        counter(topic).increment();
        return letter;
    }

    /// Counts from zero, so that the first letter is an increase.
    static void countFromZero() {
        Topics.all().forEach(topic -> counter(topic.name()));
    }

    private static Counter counter(String topic) {
        return Metrics.counter("ketstream.dead.letters", "topic", topic);
    }
}
