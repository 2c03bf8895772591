package io.ketstream.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `docs/asyncapi.json`: every topic with its events, made of [Topics] and of the event types.
///
/// `-Dtest=AsyncApiTest -Dtest.jvm.extra=-Dketstream.contracts.write=true` writes it anew.
class AsyncApiTest {

    private static final Path DOCUMENT = Path.of("../docs/asyncapi.json");
    private static final boolean WRITE = Boolean.getBoolean("ketstream.contracts.write");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// CloudEvents 1.0, Kafka binding, binary mode; and W3C's trace.
    private static final Map<String, String> HEADERS = Map.of(
            "ce_specversion", "Version of CloudEvents, 1.0.",
            "ce_id", "The event's id: the same whenever the same event is sent again.",
            "ce_type", "io.ketstream. and the event's name.",
            "ce_source", "/ and the service that sent it.",
            "ce_time", "When the event occurred, RFC 3339.",
            "ce_subject", "The record's key.",
            "content-type", "application/json",
            "traceparent", "W3C trace context of the run, where that is traced.");

    @Test
    void theDocumentIsUpToDate() throws IOException {
        String generated = JSON.writeValueAsString(document()) + "\n";
        if (WRITE) {
            Files.writeString(DOCUMENT, generated);
        }

        assertThat(JSON.readTree(Files.readString(DOCUMENT))).isEqualTo(JSON.readTree(generated));
    }

    @Test
    void everyEventHasOneTopic() {
        List<Class<?>> sent = new ArrayList<>();
        Topics.all().forEach(topic -> sent.addAll(topic.events()));

        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(
                                Event.class.getAnnotation(JsonSubTypes.class).value())
                        .<Class<?>>map(JsonSubTypes.Type::value)
                        .toList());
    }

    private static ObjectNode document() {
        ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Ketstream's events")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "What the services tell each other and everybody else, as JSON on Kafka topics. Delivery is at least"
                                + " once; an event that is sent again has the same metadata.id. Fields, and values of a field"
                                + " that names a kind, may be added to an event, and readers have to bear what they do not"
                                + " know; any other change has a new name. Records that cannot be processed go to the topic with .dlt behind its name.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.withObject("/servers/compose")
                .put("host", "localhost:19092")
                .put("protocol", "kafka")
                .put("description", "docker-compose.yml; ./ketstream up prints its own.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = document.withObject("/components/messages");
        for (Topics.Topic topic : Topics.all()) {
            describe(topic, channels, operations, messages);
        }
        headers(document.withObject("/components/schemas/Headers"));
        return document;
    }

    private static void describe(Topics.Topic topic, ObjectNode channels, ObjectNode operations, ObjectNode messages) {
        ObjectNode channel = channels.putObject(topic.name());
        channel.put("address", topic.name()).put("description", topic.description());
        ObjectNode offered = channel.putObject("messages");
        ObjectNode kafka = channel.withObject("/bindings/kafka").put("topic", topic.name());
        ObjectNode settings = kafka.putObject("topicConfiguration");
        settings.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
        settings.put("retention.ms", topic.retention().toMillis());
        kafka.put("bindingVersion", "0.5.0");
        ObjectNode operation =
                operations.putObject((topic.fromOutside() ? "receive-from-" : "send-to-") + topic.name());
        operation.put("action", topic.fromOutside() ? "receive" : "send").put("summary", topic.description());
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        ArrayNode sent = operation.putArray("messages");
        for (Class<? extends Event> type : topic.events()) {
            String name = type.getSimpleName();
            offered.putObject(name).put("$ref", "#/components/messages/" + name);
            sent.addObject().put("$ref", "#/channels/" + topic.name() + "/messages/" + name);
            ObjectNode message = messages.putObject(name);
            message.put("name", EventContractTest.name(type)).put("title", name);
            message.put(
                    "summary", type.getAnnotation(JsonClassDescription.class).value());
            if (!topic.fromOutside()) {
                message.putObject("headers").put("$ref", "#/components/schemas/Headers");
            }
            message.putObject("payload").put("$ref", "schemas/" + EventContractTest.name(type) + ".v1.schema.json");
            message.withObject("/bindings/kafka/key")
                    .put("type", "string")
                    .put(
                            "description",
                            RunEvent.class.isAssignableFrom(type) ? "the run's id" : "what the event describes");
            message.withObject("/bindings/kafka").put("bindingVersion", "0.5.0");
        }
    }

    private static void headers(ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        new TreeMap<>(HEADERS)
                .forEach((name, description) ->
                        properties.putObject(name).put("type", "string").put("description", description));
        ArrayNode required = schema.putArray("required");
        HEADERS.keySet().stream()
                .sorted()
                .filter(name -> !name.equals("traceparent"))
                .forEach(required::add);
    }
}
