package io.ketstream.ingestion.config;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.MarketStore;
import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.market.TickUniverses;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.ingestion.run.RunStore;
import io.ketstream.ingestion.tick.BarRules;
import io.ketstream.support.ServiceAddresses;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class IngestionConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Market market(MarketStore store, ServiceAddresses services, Clock clock) {
        return new Market(store, services.ingestion(), clock);
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
    RunIntake runIntake(RunStore store, Market market, ServiceAddresses services, Clock clock) {
        return new RunIntake(store, market, services.ingestion(), clock, new SecureRandom());
    }
}
