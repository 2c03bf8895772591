package io.ketstream.support.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What users of a service may rely on over HTTP: the descriptions of `docs/openapi`.
///
/// `-Dit.test=… -Dtest.jvm.extra=-Dketstream.contracts.write=true` writes that of a service anew.
public final class OpenApiContract {

    private static final Path DESCRIPTIONS = Path.of("../docs/openapi");
    private static final boolean WRITE = Boolean.getBoolean("ketstream.contracts.write");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private OpenApiContract() {}

    /// @param address where the service is found by default; the file says it instead of the test's port
    /// @param body of `/v3/api-docs`
    public static void assertKept(String service, String address, String body) {
        var description = (ObjectNode) JSON.readTree(body);
        assertThat(description.propertyNames()).contains("openapi", "paths");
        description.putArray("servers").addObject().put("url", address);
        String text = JSON.writeValueAsString(description) + "\n";
        Path file = DESCRIPTIONS.resolve(service + ".json");
        Path served = Path.of("target", service + ".json");
        try {
            Files.writeString(served, text);
            if (WRITE) {
                Files.createDirectories(DESCRIPTIONS);
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(served)
                .as("if the change is meant, write it anew with -Dtest.jvm.extra=-Dketstream.contracts.write=true")
                .hasSameTextualContentAs(file);
    }
}
