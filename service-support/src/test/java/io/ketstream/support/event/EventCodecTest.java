package io.ketstream.support.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.SampleEvents;
import io.ketstream.support.testing.RecordedTraces;
import io.ketstream.support.trace.RunTraces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    private static final Path SCHEMAS = Path.of("../docs/schemas");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventCodec CODEC = new EventCodec("test");

    private static final Set<String> DEFAULTED = Set.of(
            "layers",
            "validation",
            "mixer",
            "backend",
            "mitigation",
            "objective",
            "maxIterations",
            "maxEvaluations",
            "tolerance",
            "every",
            "window",
            "covarianceChange",
            "leastGain");

    static final List<Event> EVENTS = Stream.concat(
                    Stream.of(
                                    SampleEvents.all(),
                                    SampleEvents.grown(),
                                    SampleEvents.grownAgain(),
                                    SampleEvents.grownFurther())
                            .flatMap(List::stream),
                    SampleEvents.named().stream().map(SampleEvents.Named::event))
            .toList();

    /// A place in an event where something has to stand.
    private record Place(ObjectNode parent, String field) {}

    @ParameterizedTest
    @FieldSource("EVENTS")
    void readsWhatItWrote(Event event) {
        assertThat(CODEC.decode(CODEC.encode(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void cloudEventsAttributesStandInTheHeaders(Event event) {
        assertThat(Stream.of(CODEC.toRecord("topic", event).headers().toArray())
                        .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)))
                .containsExactly(
                        "ce_specversion=1.0",
                        "ce_id=" + event.metadata().id(),
                        "ce_type=io.ketstream." + event.getClass().getSimpleName(),
                        "ce_source=/test",
                        "ce_time=" + event.metadata().occurredAt(),
                        "ce_subject=" + event.key(),
                        "content-type=application/json");
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void onlyTheEventsOfAFollowedRunCarryItsTrace(Event event) {
        RunTraces traces = new RecordedTraces(new ArrayList<>());
        var header = new EventCodec("test", traces).headers(event).lastHeader("traceparent");
        if (event instanceof RunEvent ofRun) {
            assertThat(new String(header.value(), StandardCharsets.UTF_8)).isEqualTo(traces.context(ofRun));
        } else {
            assertThat(header).isNull();
        }
    }

    /// What a user may leave out of a run's settings has a default; everything else is refused.
    @ParameterizedTest
    @FieldSource("EVENTS")
    void nothingIsMissingInWhatItReads(Event event) throws IOException {
        var json = (ObjectNode) JSON.readTree(CODEC.encode(event));
        var schema =
                JSON.readTree(Files.readString(SCHEMAS.resolve(json.path("type").asString() + ".v1.schema.json")));
        List<Place> places = required(json, schema, schema);
        assertThat(places).extracting(Place::field).contains("metadata", "id", "occurredAt");
        assertComplete(places);
        for (Place place : places) {
            JsonNode present = place.parent().remove(place.field());
            assertRefusedOrCompleted(json, place.field(), schema);
            place.parent().putNull(place.field());
            assertRefusedOrCompleted(json, place.field(), schema);
            place.parent().set(place.field(), present);
        }
    }

    @Test
    void tellsWhatIsNoEvent() {
        assertThatThrownBy(() -> CODEC.decode("null".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> CODEC.decode(new byte[] {1, 2, 3})).isInstanceOf(MalformedEventException.class);
    }

    private static void assertRefusedOrCompleted(JsonNode json, String field, JsonNode schema) {
        Event event;
        try {
            event = CODEC.decode(JSON.writeValueAsBytes(json));
        } catch (MalformedEventException refused) {
            assertThat(refused).hasMessageContaining(field);
            return;
        }
        assertThat(DEFAULTED).as("%s of %s", field, json).contains(field);
        assertComplete(required(JSON.readTree(CODEC.encode(event)), schema, schema));
    }

    private static void assertComplete(List<Place> places) {
        assertThat(places)
                .allSatisfy(place -> assertThat(place.parent().has(place.field()))
                        .as(place.field())
                        .isTrue());
    }

    private static List<Place> required(JsonNode value, JsonNode schema, JsonNode root) {
        var places = new ArrayList<Place>();
        JsonNode resolved =
                schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
        if (value instanceof ObjectNode object) {
            for (JsonNode field : resolved.path("required")) {
                if (!field.asString().equals("type")) {
                    places.add(new Place(object, field.asString()));
                }
            }
            object.properties()
                    .forEach(property -> places.addAll(required(
                            property.getValue(), resolved.path("properties").path(property.getKey()), root)));
        } else if (value.isArray() && !value.isEmpty()) {
            places.addAll(required(value.path(0), resolved.path("items"), root));
        }
        return places;
    }
}
