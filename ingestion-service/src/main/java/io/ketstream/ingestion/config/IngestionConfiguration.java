package io.ketstream.ingestion.config;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.MarketStore;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.ingestion.run.RunStore;
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
    RunIntake runIntake(RunStore store, Market market, ServiceAddresses services, Clock clock) {
        return new RunIntake(store, market, services.ingestion(), clock, new SecureRandom());
    }
}
