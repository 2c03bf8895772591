package io.ketstream.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ketstream.model.event.Topics;
import io.ketstream.support.testing.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

class TopicDeclarationsIT {

    private static final TopicProperties DEFAULTS = new TopicProperties(4, (short) 1, 1);

    @Test
    @Timeout(60)
    void declaresEveryTopicAndReportsWhatIsOtherwise() throws ExecutionException, InterruptedException {
        var reports = new ListAppender<ILoggingEvent>();
        reports.start();
        var log = (Logger) LoggerFactory.getLogger(TopicDeclarations.class);
        log.addAppender(reports);
        try (Admin admin = admin()) {
            new TopicDeclarations(admin, DEFAULTS).start();
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(Topics.Topic::name).toList())
                    .containsAll(Topics.all().stream()
                            .map(topic -> topic.deadLetters().name())
                            .toList());
            Config compacted = config(admin, Topics.BACKENDS);
            assertThat(compacted.get(TopicConfig.CLEANUP_POLICY_CONFIG).value()).isEqualTo("compact");
            Config outside = config(admin, Topics.MARKET_TICKS);
            assertThat(outside.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value())
                    .isEqualTo("LogAppendTime");
            assertThat(reports.list).isEmpty();

            String declared = compacted.get(TopicConfig.RETENTION_MS_CONFIG).value();
            retain(admin, Topics.BACKENDS, "3600000");
            try {
                new TopicDeclarations(admin, DEFAULTS).start();
                assertThat(reports.list)
                        .singleElement()
                        .satisfies(report -> assertThat(
                                        report.getKeyValuePairs().toString())
                                .contains(Topics.BACKENDS, TopicConfig.RETENTION_MS_CONFIG, "3600000", declared));
            } finally {
                retain(admin, Topics.BACKENDS, declared);
            }
        } finally {
            log.detachAppender(reports);
        }
    }

    @Test
    void refusesAnotherPartitionCount() {
        try (Admin admin = admin()) {
            new TopicDeclarations(admin, DEFAULTS).start();
            var others = new TopicDeclarations(admin, new TopicProperties(5, (short) 1, 1));
            assertThatThrownBy(others::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has 4 partitions")
                    .hasMessageContaining("ketstream.topics.partitions is 5");
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()));
    }

    private static Config config(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return Objects.requireNonNull(config);
    }

    private static void retain(Admin admin, String topic, String millis)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var entry = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, millis);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get();
        // the controller has it now, the broker that is asked soon
        while (!config(admin, topic)
                .get(TopicConfig.RETENTION_MS_CONFIG)
                .value()
                .equals(millis)) {
            Thread.sleep(20);
        }
    }
}
