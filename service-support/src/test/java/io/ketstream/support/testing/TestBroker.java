package io.ketstream.support.testing;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// A KRaft broker, started at first use and stopped with this JVM: in it, or in a container with `-Ptestcontainers`.
/// Share groups are on.
public final class TestBroker {

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            // A member hears of its partitions at its next heartbeat.
            Map.entry("group.share.min.heartbeat.interval.ms", "500"),
            Map.entry("group.share.heartbeat.interval.ms", "500"),
            Map.entry("group.share.min.session.timeout.ms", "1000"),
            Map.entry("group.share.record.lock.duration.ms", "15000"),
            Map.entry("log.cleaner.enable", "false"));

    private TestBroker() {}

    public static String bootstrapServers() {
        return Running.ADDRESS;
    }

    private static final class Running {
        private static final String ADDRESS =
                Boolean.getBoolean("ketstream.test.containers") ? Containers.startKafka(SETTINGS) : startEmbedded();

        private static String startEmbedded() {
            var broker = new EmbeddedKafkaKraftBroker(1, 1);
            broker.brokerProperties(SETTINGS);
            broker.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy, "test-broker-shutdown"));
            return broker.getBrokersAsString();
        }
    }
}
