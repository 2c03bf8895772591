package io.ketstream.ingestion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.tick.BarRules;
import io.ketstream.model.InvalidValueException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TickPropertiesTest {

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new TickProperties(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        1_000_000,
                        Duration.ofSeconds(5),
                        Duration.ofDays(30),
                        Duration.ofDays(1)));
    }

    @Test
    void everySettingCanBeSet() {
        TickProperties properties = bind(Map.of(
                "ketstream.market.ticks.bar-length", "5m",
                "ketstream.market.ticks.lateness", "1s",
                "ketstream.market.ticks.idle", "2s",
                "ketstream.market.ticks.ahead", "3s",
                "ketstream.market.ticks.remembered", "4000",
                "ketstream.market.ticks.snapshot-interval", "5ms",
                "ketstream.market.ticks.bar-retention", "6d",
                "ketstream.market.ticks.snapshot-retention", "7h"));

        assertThat(properties)
                .isEqualTo(new TickProperties(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        4000,
                        Duration.ofMillis(5),
                        Duration.ofDays(6),
                        Duration.ofHours(7)));
        assertThat(properties.barRules())
                .isEqualTo(new BarRules(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        4000));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("ketstream.market.ticks.bar-retention", "1h")))
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .rootCause()
                .hasMessageContaining("ketstream.market.ticks.bar-retention");
        assertThatThrownBy(() ->
                        bind(Map.of("ketstream.market.ticks.remembered", "1")).barRules())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("remembered");
        assertThatThrownBy(() ->
                        bind(Map.of("ketstream.market.ticks.bar-length", "7s")).barRules())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole number of bars");
    }

    private static TickProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.market.ticks", TickProperties.class);
    }
}
