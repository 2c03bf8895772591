package io.ketstream.ingestion.config;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What can be set of services that market data comes from: `ketstream.market.sources.*`.
///
/// @param look how often it is looked for sources that are due
/// @param lease how long a source stays that of an instance that has died
/// @param firstPause after a failure; doubled after each further one
/// @param longestPause that doubling leads to
/// @param refusedPause the shortest after what only a person can mend, such as a wrong key
@ConfigurationProperties("ketstream.market.sources")
public record SourceProperties(
        @DefaultValue("2s") Duration look,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("2s") Duration firstPause,
        @DefaultValue("15m") Duration longestPause,
        @DefaultValue("1h") Duration refusedPause,
        @DefaultValue Tiingo tiingo,
        @DefaultValue Binance binance) {

    private static final String PREFIX = "ketstream.market.sources.";
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    public SourceProperties {
        millis("look", look, 10, 60_000);
        millis("lease", lease, 3 * look.toMillis(), DAY_MILLIS);
        millis("first-pause", firstPause, 10, DAY_MILLIS);
        millis("longest-pause", longestPause, firstPause.toMillis(), DAY_MILLIS);
        millis("refused-pause", refusedPause, 0, DAY_MILLIS);
    }

    /// @param token the account's; absent: Tiingo is not asked
    /// @param requestsPerHour of this instance
    public record Tiingo(
            @DefaultValue("https://api.tiingo.com") URI address,
            @Nullable String token,
            @DefaultValue("50") int requestsPerHour) {

        public Tiingo {
            Rules.within(PREFIX + "tiingo.requests-per-hour", requestsPerHour, 1, 1_000_000);
            // an empty variable of a container is none
            token = token == null || token.isBlank() ? null : token.strip();
            if (token != null && !token.matches("[!-~]{1,200}")) {
                throw new InvalidValueException(
                        PREFIX + "tiingo.token", "must have 1 to 200 visible characters of ASCII");
            }
        }

        /// Without the token.
        @Override
        public String toString() {
            return "Tiingo[address=" + address + ", requestsPerHour=" + requestsPerHour + "]";
        }
    }

    /// @param weightPerMinute of requests, that Binance permits
    /// @param connection how long one lasts; Binance ends it after 24 h
    /// @param silence after which a connection counts as broken; Binance pings every 20 s
    /// @param skew how far Binance's clock and this machine's may be apart
    /// @param longestGap how many missing trades of a symbol are asked for at most
    public record Binance(
            @DefaultValue("https://api.binance.com") URI address,
            @DefaultValue("wss://stream.binance.com:9443") URI streamAddress,
            @DefaultValue("6000") int weightPerMinute,
            @DefaultValue("23h") Duration connection,
            @DefaultValue("1m") Duration silence,
            @DefaultValue("30s") Duration skew,
            @DefaultValue("100000") long longestGap) {

        public Binance {
            Rules.within(PREFIX + "binance.weight-per-minute", weightPerMinute, 1, 1_000_000);
            millis("binance.connection", connection, 1000, DAY_MILLIS);
            millis("binance.silence", silence, 100, DAY_MILLIS);
            millis("binance.skew", skew, 0, DAY_MILLIS);
            Rules.within(PREFIX + "binance.longest-gap", longestGap, 0, 10_000_000);
        }
    }

    private static void millis(String name, Duration value, long lowest, long highest) {
        Rules.within(PREFIX + name + " in ms", value.toMillis(), lowest, highest);
    }
}
