package io.ketstream.results.prediction.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.InvalidValueException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A row as it is written in JSON: the names of columns, each with a number, a text, or null where it is missing.
@Schema(
        type = "object",
        description = "A column's name and a number, a text, or null where it is missing",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
final class Row {

    private final Map<String, @Nullable Object> fields;

    private Row(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Row of(JsonNode row) {
        if (!row.isObject()) {
            throw new InvalidValueException("", "must be an object of columns");
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        row.forEachEntry((name, value) -> fields.put(name, plain(value)));
        return new Row(fields);
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /// What is neither a number nor a text stays as it is, to be refused by the name of its column.
    private static @Nullable Object plain(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        return value.isString() ? value.stringValue() : value;
    }
}
