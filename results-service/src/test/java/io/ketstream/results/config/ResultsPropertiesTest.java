package io.ketstream.results.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ResultsPropertiesTest {

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ResultsProperties(2, Duration.ofMillis(500), Duration.ofSeconds(15), null));
    }

    @Test
    void everyPropertyIsMapped() {
        assertThat(bind(Map.of(
                        "ketstream.results.consumers", "7",
                        "ketstream.results.look-again", "2s",
                        "ketstream.results.silence", "1m",
                        "ketstream.results.retention", "365d")))
                .isEqualTo(
                        new ResultsProperties(7, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofDays(365)));
    }

    @Test
    void anEmptyRetentionIsNone() {
        assertThat(bind(Map.of("ketstream.results.retention", "")).retention()).isNull();
    }

    @Test
    void nothingIsForgottenThatTopicsStillKeep() {
        assertThatThrownBy(() -> bind(Map.of("ketstream.results.retention", "14d")))
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .rootCause()
                .hasMessage("ketstream.results.retention in days must be between 15 and 36525, not 14");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("ketstream.results.consumers", "0")))
                .hasRootCauseInstanceOf(InvalidValueException.class);
    }

    private static ResultsProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.results", ResultsProperties.class);
    }
}
