package io.ketstream.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

class TraceConfigurationTest {

    private static final String ENDPOINT = "--management.opentelemetry.tracing.export.otlp.endpoint=";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "io.ketstream.support.kafka.KafkaSupportConfiguration")
    static class Service {}

    @Test
    void anAddressThatIsNotSetIsNone() {
        assertThat(TraceEndpoint.isSet(new MockEnvironment())).isFalse();
    }

    /// Set and empty, as in containers.
    @Test
    void withoutCollectorNothingOfTracesIsThere() {
        Set<Thread> before = exporting();
        try (var context = start(ENDPOINT)) {
            assertThat(context.getBean(RunTraces.class)).isSameAs(RunTraces.NONE);
            assertThat(context.getBeansOfType(OpenTelemetry.class)).isEmpty();
            assertThat(context.getBeansOfType(Tracer.class)).isEmpty();
            assertThat(before).containsAll(exporting());
        }
    }

    @Test
    void withOneTracesOfRunsAreRecordedAndSent() {
        Set<Thread> before = exporting();
        try (var context =
                start(ENDPOINT + "http://127.0.0.1:1/v1/traces", "--management.tracing.sampling.probability=1")) {
            assertThat(context.getBean(RunTraces.class).follows(RunId.random())).isTrue();
            assertThat(context.getBeansOfType(Tracer.class)).hasSize(1);
            assertThat(exporting()).anyMatch(thread -> !before.contains(thread));
        }
    }

    /// Those of a context that has been closed may still be ending.
    private static Set<Thread> exporting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("BatchSpanProcessor"))
                .collect(Collectors.toSet());
    }

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties("spring.application.name=test")
                .run(Stream.concat(
                                Stream.of("--management.endpoint.health.group.readiness.include=readinessState"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }
}
