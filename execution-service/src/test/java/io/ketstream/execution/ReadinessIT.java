package io.ketstream.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.execution.messaging.TopicReader;
import io.ketstream.execution.testing.RunningService;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service is ready while it reads what it has to know of circuits and runs.
class ReadinessIT {

    private final RunningService service = RunningService.shared();

    @ParameterizedTest
    @ValueSource(strings = {"circuitReader", "endingsReader"})
    void isLostWithAReader(String name) {
        awaitReadiness(200);
        TopicReader reader = service.bean(name, TopicReader.class);
        try {
            reader.stop();
            awaitReadiness(503);
        } finally {
            reader.start();
        }
        awaitReadiness(200);
    }

    private void awaitReadiness(int status) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var answer = service.get("/actuator/health/readiness");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        });
    }
}
