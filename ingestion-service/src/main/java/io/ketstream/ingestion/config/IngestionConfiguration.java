package io.ketstream.ingestion.config;

import io.ketstream.ingestion.dataset.DatasetMetrics;
import io.ketstream.ingestion.dataset.DatasetStore;
import io.ketstream.ingestion.dataset.Datasets;
import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.MarketStore;
import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.market.TickUniverses;
import io.ketstream.ingestion.run.OldRuns;
import io.ketstream.ingestion.run.Retention;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.ingestion.run.RunStore;
import io.ketstream.ingestion.strategy.ArrivalMetrics;
import io.ketstream.ingestion.strategy.ArrivalQueue;
import io.ketstream.ingestion.strategy.StrategyFeed;
import io.ketstream.ingestion.strategy.StrategyIntake;
import io.ketstream.ingestion.strategy.StrategyStore;
import io.ketstream.ingestion.tick.BarRules;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.task.BackgroundTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class IngestionConfiguration {

    private static final Duration RETENTION_PAUSE = Duration.ofHours(1);
    private static final Duration FEED_PAUSE = Duration.ofMillis(250);
    private static final Duration MEASURE_PAUSE = Duration.ofSeconds(5);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Market market(MarketStore store, ServiceAddresses services, Clock clock) {
        return new Market(store, services.ingestion(), clock);
    }

    @Bean
    Datasets datasets(DatasetStore store, DatasetProperties properties, MeterRegistry meters, Clock clock) {
        return new Datasets(store, properties.limits(), new DatasetMetrics(meters), clock);
    }

    @Bean
    TickUniverses tickUniverses(
            TickUniverseStore store, ServiceAddresses services, Clock clock, TickProperties properties) {
        return new TickUniverses(
                store, services.ingestion(), clock, properties.barLength(), properties.snapshotInterval());
    }

    @Bean
    BarRules barRules(TickProperties properties) {
        return properties.barRules();
    }

    @Bean
    RunIntake runIntake(RunStore store, Market market, Datasets datasets, ServiceAddresses services, Clock clock) {
        return new RunIntake(store, market, datasets::find, services.ingestion(), clock, new SecureRandom());
    }

    @Bean
    StrategyIntake strategyIntake(StrategyStore store, Market market, RunIntake runs, Clock clock) {
        return new StrategyIntake(store, market, runs, clock, new SecureRandom());
    }

    @Bean
    StrategyFeed strategyFeed(StrategyStore store, ArrivalQueue queue, Market market, RunIntake runs, Clock clock) {
        return new StrategyFeed(store, queue, market, runs, clock);
    }

    @Bean
    BackgroundTask tellStrategies(StrategyFeed feed) {
        return new BackgroundTask("strategies", FEED_PAUSE, feed::tell);
    }

    @Bean
    BackgroundTask measureArrivals(ArrivalQueue queue, MeterRegistry meters) {
        return new BackgroundTask("strategy arrivals", MEASURE_PAUSE, new ArrivalMetrics(queue, meters)::measure);
    }

    @Bean
    @ConditionalOnExpression("!'${ketstream.ingestion.retention:}'.isBlank()")
    BackgroundTask retention(OldRuns old, IngestionProperties properties, Clock clock) {
        Duration kept = Objects.requireNonNull(properties.retention(), "the condition holds");
        return new BackgroundTask("retention", RETENTION_PAUSE, new Retention(old, clock, kept)::apply);
    }
}
