package io.ketstream.execution.queue.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.support.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The depth is right from the first record on, not only once somebody has acknowledged one.
class ShareGroupIT {

    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    private static final int PARTITIONS = 2;

    private final String topic = "depth-" + UUID.randomUUID();
    private final String name = "group-of-" + topic;

    @Test
    void whatWaitsIsCountedBeforeAndAfterTheFirstAcknowledgement() throws Exception {
        try (Admin admin = Admin.create(BROKER);
                var producer = new KafkaProducer<>(BROKER, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            var group = new ShareGroup(admin, name);
            group.beginAtEarliest();
            assertThat(group.depth(topic)).isZero();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, "first"))
                        .get();
            }
            assertThat(group.depth(topic)).isEqualTo(2);

            try (var consumer = consumer()) {
                consumer.subscribe(List.of(topic));
                acceptOne(consumer);
                awaitDepth(group, 1);
                producer.send(new ProducerRecord<>(topic, 0, null, "second")).get();
                awaitDepth(group, 2);
                acceptOne(consumer);
                acceptOne(consumer);
                awaitDepth(group, 0);
            }
        }
    }

    private KafkaShareConsumer<String, String> consumer() {
        return new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestBroker.bootstrapServers(),
                        "group.id",
                        name,
                        "share.acknowledgement.mode",
                        "explicit",
                        "max.poll.records",
                        "1"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /// Takes a record and lets the others of the same poll, if any, go back.
    private static void acceptOne(KafkaShareConsumer<String, String> consumer) {
        boolean accepted = false;
        while (!accepted) {
            for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(200))) {
                consumer.acknowledge(one, accepted ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
                accepted = true;
            }
        }
        consumer.commitSync();
    }

    private void awaitDepth(ShareGroup group, long expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(group.depth(topic)).isEqualTo(expected));
    }
}
