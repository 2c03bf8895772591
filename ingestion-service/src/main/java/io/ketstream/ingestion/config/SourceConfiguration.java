package io.ketstream.ingestion.config;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.source.Backoff;
import io.ketstream.ingestion.source.DailyCloses;
import io.ketstream.ingestion.source.LiveTrades;
import io.ketstream.ingestion.source.MarketDataSource;
import io.ketstream.ingestion.source.RequestRate;
import io.ketstream.ingestion.source.SourceMetrics;
import io.ketstream.ingestion.source.SourceStore;
import io.ketstream.ingestion.source.SourceType;
import io.ketstream.ingestion.source.Sources;
import io.ketstream.ingestion.source.TickSink;
import io.ketstream.ingestion.source.remote.Binance;
import io.ketstream.ingestion.source.remote.HttpGate;
import io.ketstream.ingestion.source.remote.Tiingo;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class SourceConfiguration {

    @Bean
    SourceMetrics sourceMetrics(MeterRegistry meters) {
        return new SourceMetrics(meters);
    }

    @Bean
    HttpGate httpGate(Clock clock) {
        return new HttpGate(clock);
    }

    @Bean
    MarketDataSource tiingo(
            HttpGate http, SourceProperties properties, Market market, SourceMetrics metrics, Clock clock) {
        SourceProperties.Tiingo settings = properties.tiingo();
        var rate = new RequestRate(settings.requestsPerHour(), Duration.ofHours(1), clock);
        var service = new Tiingo(http, settings.address(), settings.token(), rate);
        return new DailyCloses(SourceType.TIINGO, service, market, metrics);
    }

    @Bean
    MarketDataSource binance(
            HttpGate http, SourceProperties properties, TickSink sink, SourceMetrics metrics, Clock clock) {
        SourceProperties.Binance settings = properties.binance();
        var exchange = new Binance(
                http,
                settings.address(),
                settings.streamAddress(),
                settings.weightPerMinute(),
                settings.silence(),
                clock);
        var limits = new LiveTrades.Limits(settings.connection(), settings.skew(), settings.longestGap());
        return new LiveTrades(SourceType.BINANCE, exchange, sink, limits, metrics);
    }

    @Bean
    Sources sources(
            SourceStore store,
            List<MarketDataSource> kinds,
            SourceProperties properties,
            SourceMetrics metrics,
            Clock clock) {
        var backoff = new Backoff(
                properties.firstPause(),
                properties.longestPause(),
                properties.refusedPause(),
                () -> ThreadLocalRandom.current().nextDouble());
        return new Sources(store, kinds, backoff, properties.lease(), metrics, clock);
    }
}
