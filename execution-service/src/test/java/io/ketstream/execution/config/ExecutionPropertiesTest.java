package io.ketstream.execution.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ExecutionPropertiesTest {

    private static ExecutionProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("ketstream.execution", ExecutionProperties.class);
    }

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ExecutionProperties(
                        true,
                        DataSize.ofMegabytes(512),
                        DataSize.ofMegabytes(64),
                        0,
                        0,
                        2,
                        0,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(250),
                        Duration.ofMillis(250),
                        Duration.ofMinutes(10),
                        14,
                        new ExecutionProperties.Queue(4, 8, DataSize.ofKilobytes(32), 4, Duration.ofHours(1)),
                        new ExecutionProperties.JobSettings(3, Duration.ofSeconds(30))));
        assertThat(bind(Map.of()).workersOr(4)).isEqualTo(8);
        assertThat(bind(Map.of()).simulatorThreadsOr(4)).isEqualTo(4);
        assertThat(bind(Map.of("ketstream.execution.simulator-threads", "1")).simulatorThreadsOr(4))
                .isEqualTo(1);
        assertThat(bind(Map.of()).consumers()).isEqualTo(4);
        assertThat(bind(Map.of()).lightJobThreads()).isEqualTo(2);
        assertThat(bind(Map.of()).heavyJobThreads(1)).isEqualTo(1);
        assertThat(bind(Map.of()).heavyJobThreads(8)).isEqualTo(4);
    }

    @Test
    void everySettingIsRead() {
        ExecutionProperties properties = bind(Map.ofEntries(
                Map.entry("ketstream.execution.computing", "false"),
                Map.entry("ketstream.execution.memory", "1GB"),
                Map.entry("ketstream.execution.compiled-circuits", "2MB"),
                Map.entry("ketstream.execution.workers", "3"),
                Map.entry("ketstream.execution.simulator-threads", "2"),
                Map.entry("ketstream.execution.light-jobs", "4"),
                Map.entry("ketstream.execution.heavy-jobs", "5"),
                Map.entry("ketstream.execution.long-after", "6s"),
                Map.entry("ketstream.execution.hand-over-after", "7s"),
                Map.entry("ketstream.execution.circuit-patience", "8s"),
                Map.entry("ketstream.execution.circuit-deadline", "9m"),
                Map.entry("ketstream.execution.result-days", "10"),
                Map.entry("ketstream.execution.queue.consumers", "11"),
                Map.entry("ketstream.execution.queue.records", "12"),
                Map.entry("ketstream.execution.queue.bytes", "13KB"),
                Map.entry("ketstream.execution.queue.deliveries", "3"),
                Map.entry("ketstream.execution.queue.ended-runs-history", "14h"),
                Map.entry("ketstream.execution.jobs.attempts", "15"),
                Map.entry("ketstream.execution.jobs.lease", "16s")));
        assertThat(properties)
                .isEqualTo(new ExecutionProperties(
                        false,
                        DataSize.ofGigabytes(1),
                        DataSize.ofMegabytes(2),
                        3,
                        2,
                        4,
                        5,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        Duration.ofMinutes(9),
                        10,
                        new ExecutionProperties.Queue(11, 12, DataSize.ofKilobytes(13), 3, Duration.ofHours(14)),
                        new ExecutionProperties.JobSettings(15, Duration.ofSeconds(16))));
        assertThat(properties.workersOr(4)).isEqualTo(3);
    }

    @Test
    void anInstanceThatDoesNotComputeHasNoThreadsForIt() {
        ExecutionProperties properties =
                bind(Map.of("ketstream.execution.computing", "false", "ketstream.execution.heavy-jobs", "3"));
        assertThat(properties.consumers()).isZero();
        assertThat(properties.lightJobThreads()).isZero();
        assertThat(properties.heavyJobThreads(8)).isZero();
    }

    @Test
    void theNumberOfThreadsForHeavyJobsCanBeSaid() {
        assertThat(bind(Map.of("ketstream.execution.heavy-jobs", "5")).heavyJobThreads(8))
                .isEqualTo(5);
    }
}
