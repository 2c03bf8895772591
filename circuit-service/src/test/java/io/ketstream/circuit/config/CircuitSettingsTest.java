package io.ketstream.circuit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CircuitSettingsTest {

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new CircuitSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15),
                        DataSize.ofMegabytes(64),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(130),
                        null));
    }

    @Test
    void everySettingCanBeSet() {
        assertThat(bind(Map.of(
                        "ketstream.circuit.problem-timeout", "1s",
                        "ketstream.circuit.covariance-timeout", "7s",
                        "ketstream.circuit.problem-give-up", "2m",
                        "ketstream.circuit.problem-limit", "3MB",
                        "ketstream.circuit.retry-longest", "4s",
                        "ketstream.circuit.send-timeout", "5s",
                        "ketstream.circuit.retention", "60d")))
                .isEqualTo(new CircuitSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(7),
                        Duration.ofMinutes(2),
                        DataSize.ofMegabytes(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofDays(60)));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("ketstream.circuit.problem-give-up", "-1s")))
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .rootCause()
                .hasMessageContaining("ketstream.circuit.problem-give-up");
        assertThatThrownBy(() -> bind(Map.of("ketstream.circuit.retention", "30d")))
                .rootCause()
                .hasMessageContaining("ketstream.circuit.retention in days");
    }

    private static CircuitSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.circuit", CircuitSettings.class);
    }
}
