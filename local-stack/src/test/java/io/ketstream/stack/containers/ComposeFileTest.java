package io.ketstream.stack.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.service.ServiceKind;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// That the containers are what the local stack is, and no more open to the world.
class ComposeFileTest {
    private final ComposeFile compose = new ComposeFile();
    private final JsonNode prometheus = Yaml.one(Path.of("..", "observability", "prometheus", "prometheus.yml"));

    @ParameterizedTest
    @EnumSource
    void aServiceAnswersWhereTheOthersLookForIt(ServiceKind kind) {
        JsonNode service = compose.service(kind);
        String port = Integer.toString(kind.defaultPort());
        assertThat(service.at("/environment/SERVER_PORT").asString()).isEqualTo(port);
        assertThat(Yaml.texts(service.get("ports"))).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(service.at("/build/args/SERVICE").asString()).isEqualTo(kind.serviceName());
        for (ServiceKind other : ServiceKind.values()) {
            // Nobody inside asks results-service: its address is for those who submit runs from outside.
            String host = other == ServiceKind.RESULTS ? "localhost" : other.serviceName();
            assertThat(service.get("environment").path(other.urlVariable()).asString(""))
                    .as("%s of %s", other.urlVariable(), kind)
                    .isEqualTo("http://" + host + ":" + other.defaultPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceMayDoNoMoreThanItNeeds(ServiceKind kind) {
        JsonNode service = compose.service(kind);
        assertThat(service.get("read_only").asBoolean()).isTrue();
        assertThat(Yaml.texts(service.get("cap_drop"))).containsExactly("ALL");
        assertThat(Yaml.texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(service.get("mem_limit").asString()).isNotBlank();
    }

    @Test
    void everyPortIsPublishedOnTheLoopbackInterfaceOnly() {
        compose.containers()
                .forEach((name, container) -> assertThat(Yaml.texts(container.path("ports")))
                        .as(name)
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    /// The system tests set the same variables, and see what comes of them.
    @ParameterizedTest
    @EnumSource
    void noSpanIsMadeUntilACollectorIsNamed(ServiceKind kind) {
        assertThat(compose.environment(kind.serviceName()))
                .containsEntry("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "${TRACES_ENDPOINT:-}")
                .containsEntry("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "${TRACES_PROBABILITY:-1}")
                .containsEntry("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
    }

    @Test
    void theBrokerHasTheVersionOfTheClients() {
        assertThat(compose.image("kafka")).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void everyServiceIsScraped() {
        List<String> targets = Yaml.texts(prometheus.at("/scrape_configs/0/static_configs/0/targets"));
        for (ServiceKind kind : ServiceKind.values()) {
            assertThat(targets).contains(kind.serviceName() + ":" + kind.defaultPort());
        }
        assertThat(targets).hasSameSizeAs(ServiceKind.values());
    }
}
