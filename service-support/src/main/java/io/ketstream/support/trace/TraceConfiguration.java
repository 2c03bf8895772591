package io.ketstream.support.trace;

import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// Traces of runs, where there is a collector to send them to.
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
class TraceConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(TraceEndpoint.class)
    static class Recording {

        /// Whoever calls over HTTP decides about its own trace.
        @Bean
        Sampler otelSampler(TracingProperties properties) {
            return Sampler.parentBased(share(properties));
        }

        @Bean
        SdkTracerProviderBuilderCustomizer givenIds() {
            return builder -> builder.setIdGenerator(new GivenIds());
        }

        /// Probes and scrapes come every few seconds and tell nothing.
        @Bean
        SpanExportingPredicate withoutActuator() {
            return span -> !span.getTags().getOrDefault("http.url", "").startsWith("/actuator");
        }

        @Bean
        RunTraces runTraces(Tracer otelTracer, TracingProperties properties) {
            return new OpenTelemetryRunTraces(otelTracer, share(properties));
        }

        private static TraceSampler share(TracingProperties properties) {
            return new TraceSampler(properties.getSampling().getProbability());
        }
    }

    @Bean
    @ConditionalOnMissingBean
    RunTraces noTraces() {
        return RunTraces.NONE;
    }
}
