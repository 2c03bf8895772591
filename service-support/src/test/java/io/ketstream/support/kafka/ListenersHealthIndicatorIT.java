package io.ketstream.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.support.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/// With a listener container of two consumers on a real broker.
class ListenersHealthIndicatorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = "health-" + UUID.randomUUID();
    private final Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    private final GenericApplicationContext context = new GenericApplicationContext();
    private final ListenersHealthIndicator indicator = new ListenersHealthIndicator();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final ConcurrentMessageListenerContainer<String, String> container = container();

    @BeforeEach
    void begin() throws Exception {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        context.addApplicationListener(indicator);
        context.refresh();
    }

    @AfterEach
    void end() {
        container.stop();
        context.close();
    }

    @Test
    void isDownUntilConsumersRunAndWhileTheyAreStopped() {
        assertThat(status()).isEqualTo(Status.DOWN);
        container.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(indicator.health().getDetails())
                        .isEqualTo(Map.of("health/listener-0", "RUNNING", "health/listener-1", "RUNNING")));
        assertThat(status()).isEqualTo(Status.UP);
        container.stop();
        assertThat(status()).isEqualTo(Status.DOWN);
        container.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).isEqualTo(Status.UP));
    }

    @Test
    void isDownWhenAConsumerHasDied() throws Exception {
        container.start();
        send("good");
        assertThat(received.take()).isEqualTo("good");
        assertThat(status()).isEqualTo(Status.UP);
        send("fatal");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).isEqualTo(Status.DOWN));
    }

    private Status status() {
        return indicator.health().getStatus();
    }

    private void send(String value) throws Exception {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private ConcurrentMessageListenerContainer<String, String> container() {
        var properties = new ContainerProperties(topic);
        properties.setGroupId("health");
        properties.setMessageListener((MessageListener<String, String>) this::receive);
        var factory = new DefaultKafkaConsumerFactory<>(
                Map.<String, Object>of(
                        "bootstrap.servers", TestBroker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        var made = new ConcurrentMessageListenerContainer<>(factory, properties);
        made.setBeanName("listener");
        made.setConcurrency(2);
        made.setApplicationContext(context);
        made.setApplicationEventPublisher(context);
        return made;
    }

    private void receive(ConsumerRecord<String, String> record) {
        if (record.value().equals("fatal")) {
            throw new StackOverflowError("as deep recursion would");
        }
        received.add(record.value());
    }
}
