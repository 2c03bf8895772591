package io.ketstream.results.contract.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.results.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContractIT extends ServiceTest {

    private static final String EVENTS = "/api/v1/events/";

    @Test
    void everySchemaIsFoundWhereTheDocumentRefersToIt() {
        JsonNode document = json(EVENTS + "asyncapi.json");
        assertThat(document.get("asyncapi").asString()).startsWith("3.");
        List<String> referred = new ArrayList<>();
        for (JsonNode message : document.at("/components/messages")) {
            String reference = message.at("/payload/$ref").asString();
            var schema = get(EVENTS + reference);
            assertThat(schema.statusCode()).as(reference).isEqualTo(200);
            assertThat(schema.headers().firstValue("Content-Type")).contains("application/schema+json");
            assertThat(JSON.readTree(schema.body()).at("/properties/type/const").asString())
                    .isEqualTo(message.get("name").asString());
            referred.add(reference.substring("schemas/".length()));
        }
        List<String> listed = new ArrayList<>();
        json(EVENTS + "schemas").forEach(name -> listed.add(name.asString()));
        assertThat(referred).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void anUnknownSchemaIsNotFound() {
        var answer = get(EVENTS + "schemas/run-vanished.v1.schema.json");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("run-vanished");
    }
}
