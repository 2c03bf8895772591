package io.ketstream.ingestion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IngestionPropertiesTest {

    @Test
    void runsAreKeptForEverUnlessASpanIsGiven() {
        assertThat(bind(Map.of())).isEqualTo(new IngestionProperties(null));
        assertThat(bind(Map.of("ketstream.ingestion.retention", "365d")))
                .isEqualTo(new IngestionProperties(Duration.ofDays(365)));
    }

    @Test
    void aSpanShorterThanARunIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("ketstream.ingestion.retention", "30d")))
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .rootCause()
                .hasMessageContaining("ketstream.ingestion.retention in days");
    }

    private static IngestionProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.ingestion", IngestionProperties.class);
    }
}
