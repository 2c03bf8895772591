package io.ketstream.optimizer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.optimizer.loop.LoopSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class OptimizerPropertiesTest {

    private static OptimizerProperties bind(Map<String, String> values) {
        var all = new HashMap<String, String>();
        all.put("ketstream.optimizer.instance-id", "one");
        all.put("ketstream.optimizer.state-directory", "state");
        values.forEach((name, value) -> all.put("ketstream.optimizer." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("ketstream.optimizer", OptimizerProperties.class)
                .get();
    }

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new OptimizerProperties(
                        "ketstream-optimizer",
                        "one",
                        Path.of("state"),
                        2,
                        1,
                        -1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofHours(24),
                        Duration.ofHours(1),
                        Duration.ofDays(21),
                        DataSize.ofMegabytes(128),
                        2,
                        1,
                        30_000_000,
                        10_000,
                        100_000));
    }

    @Test
    void mapsEveryName() {
        var values = new HashMap<String, String>();
        values.put("application-id", "other");
        values.put("instance-id", "two");
        values.put("state-directory", "elsewhere");
        values.put("threads", "3");
        values.put("standby-replicas", "2");
        values.put("changelog-replication", "3");
        values.put("session-timeout", "20s");
        values.put("commit-interval", "100ms");
        values.put("close-timeout", "5s");
        values.put("resend-after", "7s");
        values.put("evaluation-patience", "2h");
        values.put("child-patience", "3m");
        values.put("journal-retention", "30d");
        values.put("algorithm-memory", "64MB");
        values.put("concurrent-replays", "4");
        values.put("control-threads", "5");
        values.put("control-nodes", "6");
        values.put("control-samples", "7");
        values.put("heuristic-evaluations", "8");
        OptimizerProperties properties = bind(values);
        assertThat(properties)
                .isEqualTo(new OptimizerProperties(
                        "other",
                        "two",
                        Path.of("elsewhere"),
                        3,
                        2,
                        3,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(7),
                        Duration.ofHours(2),
                        Duration.ofMinutes(3),
                        Duration.ofDays(30),
                        DataSize.ofMegabytes(64),
                        4,
                        5,
                        6,
                        7,
                        8));
        LoopSettings settings = properties.loopSettings();
        assertThat(settings.resendAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.evaluationPatience()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.childPatience()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.journalRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.algorithmMemoryBytes()).isEqualTo(64L << 20);
        assertThat(settings.concurrentReplays()).isEqualTo(4);
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> bind(Map.of("threads", "0"))).rootCause().hasMessageContaining("threads");
        assertThatThrownBy(() -> bind(Map.of("control-nodes", "0"))).rootCause().hasMessageContaining("controlNodes");
    }

    @Test
    void theLoopRunsAtLeastOnceWithStaticMembershipAndWithoutLinger() {
        Map<String, Object> settings = StreamsConfiguration.settings(bind(Map.of()));
        assertThat(settings)
                .containsEntry("processing.guarantee", "at_least_once")
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("consumer.group.instance.id", "one")
                .containsEntry("consumer.session.timeout.ms", 10_000)
                .containsEntry("producer.linger.ms", 0)
                .containsEntry("producer.acks", "all")
                .containsEntry("statestore.cache.max.bytes", 0);
    }
}
