package io.ketstream.circuit.config;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.catalog.PublishedCircuits;
import io.ketstream.circuit.catalog.Retention;
import io.ketstream.circuit.generation.CovarianceSource;
import io.ketstream.circuit.generation.EventOutlet;
import io.ketstream.circuit.generation.ProblemSource;
import io.ketstream.circuit.generation.RunCircuits;
import io.ketstream.circuit.generation.TrainingCircuits;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.task.BackgroundTask;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CircuitConfiguration {

    private static final Duration RETENTION_PAUSE = Duration.ofHours(1);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RunCircuits runCircuits(
            CircuitCatalog catalog,
            ProblemSource problems,
            CovarianceSource covariances,
            EventOutlet outlet,
            ServiceAddresses addresses,
            CircuitSettings settings,
            Clock clock) {
        return new RunCircuits(
                catalog, problems, covariances, outlet, addresses.circuit(), settings.problemGiveUp(), clock);
    }

    @Bean
    TrainingCircuits trainingCircuits(
            CircuitCatalog catalog, EventOutlet outlet, ServiceAddresses addresses, Clock clock) {
        return new TrainingCircuits(catalog, outlet, addresses.circuit(), clock);
    }

    @Bean
    @ConditionalOnExpression("!'${ketstream.circuit.retention:}'.isBlank()")
    BackgroundTask retention(
            CircuitCatalog catalog, PublishedCircuits published, CircuitSettings settings, Clock clock) {
        Duration kept = Objects.requireNonNull(settings.retention(), "the condition holds");
        return new BackgroundTask("retention", RETENTION_PAUSE, new Retention(catalog, published, clock, kept)::apply);
    }
}
