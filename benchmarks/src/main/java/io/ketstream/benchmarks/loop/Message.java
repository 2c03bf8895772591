package io.ketstream.benchmarks.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/// A message of the system, taken as it is: its bytes and headers are what the baselines send.
final class Message {
    private final byte[] value;
    private final Headers headers;

    private Message(byte[] value, Headers headers) {
        this.value = value;
        this.headers = headers;
    }

    static Message like(ConsumerRecord<String, byte[]> seen) {
        return new Message(seen.value().clone(), seen.headers());
    }

    ProducerRecord<String, byte[]> to(String topic, String key) {
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    /// Of the value, without headers.
    int bytes() {
        return value.length;
    }
}
