package io.ketstream.ingestion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.dataset.DatasetLimits;
import io.ketstream.model.InvalidValueException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DatasetPropertiesTest {

    @Test
    void limitsHaveDefaults() {
        assertThat(bind(Map.of()).limits()).isEqualTo(new DatasetLimits(32 << 20, 100_000, 1_000, 1_000));
    }

    @Test
    void everyLimitCanBeSet() {
        DatasetProperties properties = bind(Map.of(
                "ketstream.datasets.max-size", "64MB",
                "ketstream.datasets.max-rows", "5",
                "ketstream.datasets.max-columns", "6",
                "ketstream.datasets.max-categories", "7"));

        assertThat(properties).isEqualTo(new DatasetProperties(DataSize.ofMegabytes(64), 5, 6, 7));
        assertThat(properties.limits()).isEqualTo(new DatasetLimits(64 << 20, 5, 6, 7));
    }

    @Test
    void limitsThatFitNoTableAreRefused() {
        assertThatThrownBy(() ->
                        bind(Map.of("ketstream.datasets.max-columns", "1")).limits())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("ketstream.datasets.max-columns");
    }

    private static DatasetProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.datasets", DatasetProperties.class);
    }
}
