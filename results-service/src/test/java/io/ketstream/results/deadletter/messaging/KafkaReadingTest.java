package io.ketstream.results.deadletter.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.event.Topics;
import io.ketstream.results.deadletter.BrokerUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaReadingTest {

    /// Nobody listens there.
    private static final Map<String, Object> NO_BROKER = Map.of("bootstrap.servers", "127.0.0.1:1");

    @Test
    @Timeout(30)
    void anAbsentBrokerIsNotWaitedForLongerThanSaid() {
        var closed = new AtomicInteger();
        var consumer = new KafkaConsumer<>(NO_BROKER, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        long deadline = System.nanoTime() + Duration.ofMillis(300).toNanos();
        try (var reading = new KafkaReading(consumer, 2, deadline, closed::incrementAndGet)) {
            assertThatThrownBy(() -> reading.ranges(List.of(Topics.deadLetter(Topics.PROBLEMS))))
                    .isInstanceOf(BrokerUnavailableException.class);
        }
        assertThat(closed).hasValue(1);
    }
}
