package io.ketstream.circuit.config;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.generation.EventOutlet;
import io.ketstream.circuit.generation.ProblemSource;
import io.ketstream.circuit.generation.RunCircuits;
import io.ketstream.support.ServiceAddresses;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CircuitConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RunCircuits runCircuits(
            CircuitCatalog catalog,
            ProblemSource problems,
            EventOutlet outlet,
            ServiceAddresses addresses,
            CircuitSettings settings,
            Clock clock) {
        return new RunCircuits(catalog, problems, outlet, addresses.circuit(), settings.problemGiveUp(), clock);
    }
}
