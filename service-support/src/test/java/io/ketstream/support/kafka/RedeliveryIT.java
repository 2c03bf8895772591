package io.ketstream.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.support.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

class RedeliveryIT {

    /// More often than a listener container tries by itself.
    private static final int FAILURES = 15;

    private final String topic = "redelivery-" + UUID.randomUUID();
    private final Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    private final AtomicInteger deliveries = new AtomicInteger();
    private final BlockingQueue<String> processed = new LinkedBlockingQueue<>();

    @Test
    void aRecordComesAgainUntilItIsProcessedAndTheNextOnlyThen() throws Exception {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "refused")).get();
            producer.send(new ProducerRecord<>(topic, "next")).get();
        }
        var container = container();
        container.start();
        try {
            assertThat(processed.poll(60, TimeUnit.SECONDS)).isEqualTo("refused");
            assertThat(processed.poll(60, TimeUnit.SECONDS)).isEqualTo("next");
            assertThat(deliveries).hasValue(FAILURES + 2);
        } finally {
            container.stop();
        }
    }

    private void receive(ConsumerRecord<String, String> message) {
        if (deliveries.incrementAndGet() <= FAILURES) {
            // of a kind that a listener container takes for final
            throw new ClassCastException("not now");
        }
        processed.add(message.value());
    }

    private ConcurrentMessageListenerContainer<String, String> container() {
        var properties = new ContainerProperties(topic);
        properties.setGroupId(topic);
        properties.setMessageListener((MessageListener<String, String>) this::receive);
        var factory = new DefaultKafkaConsumerFactory<>(
                Map.<String, Object>of(
                        "bootstrap.servers", TestBroker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        var container = new ConcurrentMessageListenerContainer<>(factory, properties);
        container.setCommonErrorHandler(Redelivery.forEver(Duration.ofMillis(1)));
        return container;
    }
}
