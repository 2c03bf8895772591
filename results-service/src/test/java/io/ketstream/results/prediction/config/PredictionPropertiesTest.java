package io.ketstream.results.prediction.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PredictionPropertiesTest {

    @Test
    void defaults() {
        assertThat(bind(Map.of())).isEqualTo(new PredictionProperties(Duration.ofSeconds(30), 4));
    }

    @Test
    void everyPropertyIsMapped() {
        assertThat(bind(Map.of(
                        "ketstream.results.prediction.timeout", "5s",
                        "ketstream.results.prediction.concurrent", "9")))
                .isEqualTo(new PredictionProperties(Duration.ofSeconds(5), 9));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("ketstream.results.prediction.concurrent", "0")))
                .hasRootCauseInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> bind(Map.of("ketstream.results.prediction.timeout", "1ms")))
                .hasRootCauseInstanceOf(InvalidValueException.class);
    }

    private static PredictionProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.results.prediction", PredictionProperties.class);
    }
}
