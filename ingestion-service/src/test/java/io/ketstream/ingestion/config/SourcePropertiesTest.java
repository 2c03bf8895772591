package io.ketstream.ingestion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SourcePropertiesTest {

    private static final String PREFIX = "ketstream.market.sources.";

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new SourceProperties(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        new SourceProperties.Tiingo(URI.create("https://api.tiingo.com"), null, 50),
                        new SourceProperties.Binance(
                                URI.create("https://api.binance.com"),
                                URI.create("wss://stream.binance.com:9443"),
                                6000,
                                Duration.ofHours(23),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(30),
                                100_000)));
    }

    @Test
    void everySettingCanBeSet() {
        assertThat(bind(Map.ofEntries(
                        Map.entry(PREFIX + "look", "1s"),
                        Map.entry(PREFIX + "lease", "10s"),
                        Map.entry(PREFIX + "first-pause", "3s"),
                        Map.entry(PREFIX + "longest-pause", "4m"),
                        Map.entry(PREFIX + "refused-pause", "5m"),
                        Map.entry(PREFIX + "tiingo.address", "http://a"),
                        Map.entry(PREFIX + "tiingo.token", "secret"),
                        Map.entry(PREFIX + "tiingo.requests-per-hour", "6"),
                        Map.entry(PREFIX + "binance.address", "http://b"),
                        Map.entry(PREFIX + "binance.stream-address", "ws://c"),
                        Map.entry(PREFIX + "binance.weight-per-minute", "7"),
                        Map.entry(PREFIX + "binance.connection", "8h"),
                        Map.entry(PREFIX + "binance.silence", "9s"),
                        Map.entry(PREFIX + "binance.skew", "10s"),
                        Map.entry(PREFIX + "binance.longest-gap", "11"))))
                .isEqualTo(new SourceProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(5),
                        new SourceProperties.Tiingo(URI.create("http://a"), "secret", 6),
                        new SourceProperties.Binance(
                                URI.create("http://b"),
                                URI.create("ws://c"),
                                7,
                                Duration.ofHours(8),
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(10),
                                11)));
    }

    @Test
    void anEmptyTokenIsNoneAndNoneIsShown() {
        assertThat(bind(Map.of(PREFIX + "tiingo.token", "")).tiingo().token()).isNull();
        assertThat(bind(Map.of(PREFIX + "tiingo.token", "secret"))).asString().doesNotContain("secret");
        assertThatThrownBy(() -> bind(Map.of(PREFIX + "tiingo.token", "hush\nhush")))
                .rootCause()
                .hasMessageContaining("tiingo.token")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "look, 0s, look",
        "lease, 3s, lease",
        "longest-pause, 1s, longest-pause",
        "tiingo.requests-per-hour, 0, requests-per-hour",
        "binance.silence, 0s, binance.silence",
        "binance.longest-gap, -1, longest-gap"
    })
    void nonsenseIsRefused(String name, String value, String field) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + name, value)))
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .rootCause()
                .hasMessageContaining(field);
    }

    private static SourceProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ketstream.market.sources", SourceProperties.class);
    }
}
