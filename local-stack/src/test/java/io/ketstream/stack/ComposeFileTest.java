package io.ketstream.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// That the containers are what the local stack is, and no more open to the world.
class ComposeFileTest {
    private static JsonNode compose;
    private static JsonNode prometheus;

    @BeforeAll
    static void read() throws IOException {
        compose = yaml(Path.of("..", "docker-compose.yml"));
        prometheus = yaml(Path.of("..", "observability", "prometheus", "prometheus.yml"));
    }

    private static JsonNode yaml(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> content = new Yaml().load(reader);
            return JsonMapper.shared().valueToTree(content);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceAnswersWhereTheOthersLookForIt(ServiceKind kind) {
        JsonNode service = service(kind);
        String port = Integer.toString(kind.defaultPort());
        assertThat(service.at("/environment/SERVER_PORT").asString()).isEqualTo(port);
        assertThat(texts(service.get("ports"))).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(service.at("/build/args/SERVICE").asString()).isEqualTo(kind.serviceName());
        for (ServiceKind other : ServiceKind.values()) {
            assertThat(service.get("environment").path(other.urlVariable()).asString(""))
                    .as("%s of %s", other.urlVariable(), kind)
                    .isEqualTo("http://" + other.serviceName() + ":" + other.defaultPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceMayDoNoMoreThanItNeeds(ServiceKind kind) {
        JsonNode service = service(kind);
        assertThat(service.get("read_only").asBoolean()).isTrue();
        assertThat(texts(service.get("cap_drop"))).containsExactly("ALL");
        assertThat(texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(service.get("mem_limit").asString()).isNotBlank();
    }

    @Test
    void everyPortIsPublishedOnTheLoopbackInterfaceOnly() {
        for (Map.Entry<String, JsonNode> service : compose.get("services").properties()) {
            assertThat(texts(service.getValue().path("ports")))
                    .as(service.getKey())
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void theBrokerHasTheVersionOfTheClients() {
        assertThat(compose.at("/services/kafka/image").asString())
                .endsWith("apache/kafka:" + AppInfoParser.getVersion() + "}");
    }

    @Test
    void everyServiceIsScraped() {
        List<String> targets = texts(prometheus.at("/scrape_configs/0/static_configs/0/targets"));
        for (ServiceKind kind : ServiceKind.values()) {
            assertThat(targets).contains(kind.serviceName() + ":" + kind.defaultPort());
        }
        assertThat(targets).hasSameSizeAs(ServiceKind.values());
    }

    private static JsonNode service(ServiceKind kind) {
        return compose.get("services").get(kind.serviceName());
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asString()));
        return texts;
    }
}
