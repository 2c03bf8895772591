package io.ketstream.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaCompatibilityTest {

    private static final String SCHEMA = """
            {"type": "object",
             "properties": {
               "id": {"type": "string"},
               "status": {"type": "string", "enum": ["GOOD", "BAD"]},
               "values": {"type": "array", "items": {"type": "number"}},
               "detail": {"$ref": "#/$defs/Detail"}},
             "required": ["id", "status"],
             "$defs": {"Detail": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}}}
            """;

    /// Where | what stands there afterwards (nothing: it is removed) | part of the complaint (nothing: none).
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "-", textBlock = """
            /properties/more | {"type": "string"} | -
            /properties/status/enum | ["GOOD", "BAD", "UGLY"] | -
            /properties/status/enum | ["GOOD"] | lost "BAD"
            /properties/status/enum | - | come or gone
            /properties/id | - | /properties/id is gone
            /properties/id/type | "integer" | /properties/id/type was "string"
            /properties/values/items/type | "string" | /properties/values/items/type
            /properties/detail/$ref | "#/$defs/Other" | /properties/detail/$ref
            /required | ["id"] | lost "status"
            /required | ["id", "status", "values"] | gained "values"
            /$defs/Detail/properties/text/type | "number" | /properties/detail/properties/text/type
            /$defs/Detail/required | [] | lost "text"
            /$defs/Detail | - | /properties/detail/$ref
            /properties/detail | {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]} | -
            /properties/detail | {"type": "object", "properties": {"text": {"type": "string"}}} | lost "text"
            """)
    void aChangeIsJudged(String place, @Nullable String value, @Nullable String complaint) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode before = (ObjectNode) json.readTree(SCHEMA);
        ObjectNode after = before.deepCopy();
        int last = place.lastIndexOf('/');
        ObjectNode parent = last == 0 ? after : (ObjectNode) after.at(place.substring(0, last));
        if (value == null) {
            parent.remove(place.substring(last + 1));
        } else {
            parent.set(place.substring(last + 1), json.readTree(value));
        }

        if (complaint == null) {
            assertThat(SchemaCompatibility.breaks(before, after)).isEmpty();
        } else {
            assertThat(SchemaCompatibility.breaks(before, after)).anyMatch(broken -> broken.contains(complaint));
        }
    }
}
