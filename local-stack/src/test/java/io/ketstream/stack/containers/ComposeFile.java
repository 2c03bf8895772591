package io.ketstream.stack.containers;

import io.ketstream.stack.service.ServiceKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// `docker-compose.yml`, with its anchors resolved.
final class ComposeFile {
    private final JsonNode content = Yaml.one(Path.of("..", "docker-compose.yml"));

    Map<String, JsonNode> containers() {
        var containers = new TreeMap<String, JsonNode>();
        content.get("services").properties().forEach(entry -> containers.put(entry.getKey(), entry.getValue()));
        return containers;
    }

    JsonNode container(String name) {
        return content.get("services").get(name);
    }

    JsonNode service(ServiceKind kind) {
        return container(kind.serviceName());
    }

    /// What a container is told.
    Map<String, String> environment(String name) {
        var environment = new TreeMap<String, String>();
        container(name)
                .get("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asString()));
        return environment;
    }

    /// The image that is taken when the variable beside it is not set.
    String image(String name) {
        return container(name).get("image").asString().replaceFirst("^\\$\\{\\w+:-(.+)}$", "$1");
    }
}
