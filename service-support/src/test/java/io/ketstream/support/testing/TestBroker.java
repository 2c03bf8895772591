package io.ketstream.support.testing;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// A KRaft broker in this JVM, started at first use and stopped with it. Share groups are on.
public final class TestBroker {

    private TestBroker() {}

    public static String bootstrapServers() {
        return Running.BROKER.getBrokersAsString();
    }

    private static final class Running {
        private static final EmbeddedKafkaKraftBroker BROKER = start();

        private static EmbeddedKafkaKraftBroker start() {
            var broker = new EmbeddedKafkaKraftBroker(1, 1);
            broker.brokerProperties(Map.of(
                    "auto.create.topics.enable", "false",
                    "offsets.topic.num.partitions", "4",
                    "group.initial.rebalance.delay.ms", "0",
                    "share.coordinator.state.topic.replication.factor", "1",
                    "share.coordinator.state.topic.min.isr", "1",
                    "share.coordinator.state.topic.num.partitions", "4",
                    "group.share.min.session.timeout.ms", "1000",
                    "group.share.record.lock.duration.ms", "15000",
                    "log.cleaner.enable", "false"));
            broker.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy, "test-broker-shutdown"));
            return broker;
        }
    }
}
