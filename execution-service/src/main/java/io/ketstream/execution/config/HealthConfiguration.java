package io.ketstream.execution.config;

import io.ketstream.execution.job.JobWorkers;
import io.ketstream.execution.messaging.TopicReader;
import io.ketstream.execution.queue.MemoryBudget;
import io.ketstream.execution.queue.messaging.RequestConsumers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Health of the service's own threads, and gauges.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /// Up while every thread that takes requests or runs jobs is alive.
    @Bean
    HealthIndicator requestsHealthIndicator(RequestConsumers consumers, JobWorkers workers) {
        return () -> {
            Health.Builder health = consumers.isAlive() && workers.isAlive() ? Health.up() : Health.down();
            return health.withDetail("consumers", consumers.isAlive())
                    .withDetail("jobs", workers.isAlive())
                    .build();
        };
    }

    /// Up once the topic of circuits has been read to where it ended at the start.
    @Bean
    HealthIndicator circuitsHealthIndicator(TopicReader circuitReader) {
        return () -> health(circuitReader);
    }

    /// Up once the cancelled and ended runs are known, before which no request is taken, and while they are listened
    /// to.
    @Bean
    HealthIndicator endingsHealthIndicator(TopicReader endingsReader) {
        return () -> health(endingsReader);
    }

    @Bean
    Gauge memoryGauge(MeterRegistry meters, MemoryBudget memory) {
        return Gauge.builder("ketstream.execution.memory.free", memory, MemoryBudget::free)
                .baseUnit("bytes")
                .register(meters);
    }

    /// Computations in hand at this moment.
    @Bean
    Gauge computationsGauge(MeterRegistry meters, MemoryBudget memory) {
        return Gauge.builder("ketstream.execution.computations", memory, MemoryBudget::holders)
                .register(meters);
    }

    private static Health health(TopicReader reader) {
        return (reader.isAlive() && reader.isCaughtUp() ? Health.up() : Health.outOfService())
                .withDetail("alive", reader.isAlive())
                .withDetail("caughtUp", reader.isCaughtUp())
                .build();
    }
}
