package io.ketstream.model.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Whether a changed JSON Schema still says the truth about events that were written before, and promises no
/// less to those who read. Optional fields, values of an enumeration and alternatives may be added; anything
/// else needs another name. Whether a part stands where it is used or is a definition of its own is the same.
final class SchemaCompatibility {

    /// What is compared by its parts, or says nothing about an event.
    private static final Set<String> STRUCTURE = Set.of(
            "enum", "required", "properties", "$defs", "anyOf", "oneOf", "allOf", "items", "description", "title");

    private static final String DEFINITION = "#/$defs/";

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> under = new HashSet<>();
    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /// What the change breaks, each with the place in the schema.
    static List<String> breaks(JsonNode before, JsonNode after) {
        var compatibility = new SchemaCompatibility(before, after);
        compatibility.compare("", before, after);
        return compatibility.breaks;
    }

    /// Follows references; those that lead back to where they are followed from are the same when their names are.
    private void compare(String path, JsonNode oldPart, JsonNode newPart) {
        String names =
                oldPart.path("$ref").asString("") + " " + newPart.path("$ref").asString("");
        boolean refers = !names.isBlank();
        if (refers && !under.add(names)) {
            return;
        }
        compareWhole(path, resolved(oldPart, before), resolved(newPart, after));
        if (refers) {
            under.remove(names);
        }
    }

    private static JsonNode resolved(JsonNode part, JsonNode root) {
        String reference = part.path("$ref").asString("");
        JsonNode definition = reference.startsWith(DEFINITION)
                ? root.path("$defs").path(reference.substring(DEFINITION.length()))
                : root.path("");
        return definition.isMissingNode() ? part : definition;
    }

    private void compareWhole(String path, JsonNode before, JsonNode after) {
        Set<String> words = new TreeSet<>();
        before.propertyNames().forEach(words::add);
        after.propertyNames().forEach(words::add);
        words.removeAll(STRUCTURE);
        for (String word : words) {
            if (!before.path(word).equals(after.path(word))) {
                breaks.add(path + "/" + word + " was " + before.path(word) + " and is " + after.path(word));
            }
        }
        Set<JsonNode> values = values(after.path("enum"));
        for (JsonNode value : before.path("enum")) {
            if (!values.contains(value)) {
                breaks.add(path + "/enum has lost " + value);
            }
        }
        if (before.has("enum") != after.has("enum")) {
            breaks.add(path + "/enum has come or gone");
        }
        compareRequired(path, before, after);
        before.path("properties").properties().forEach(entry -> {
            String place = path + "/properties/" + entry.getKey();
            JsonNode now = after.path("properties").path(entry.getKey());
            if (now.isMissingNode()) {
                breaks.add(place + " is gone");
            } else {
                compare(place, entry.getValue(), now);
            }
        });
        for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
            if (before.path(alternatives).size() > after.path(alternatives).size()) {
                breaks.add(path + "/" + alternatives + " has lost alternatives");
            }
            for (int i = 0;
                    i
                            < Math.min(
                                    before.path(alternatives).size(),
                                    after.path(alternatives).size());
                    i++) {
                compare(
                        path + "/" + alternatives + "/" + i,
                        before.path(alternatives).get(i),
                        after.path(alternatives).get(i));
            }
        }
        if (before.has("items") || after.has("items")) {
            compare(path + "/items", before.path("items"), after.path("items"));
        }
    }

    private void compareRequired(String path, JsonNode before, JsonNode after) {
        Set<JsonNode> required = values(before.path("required"));
        Set<JsonNode> now = values(after.path("required"));
        required.stream()
                .filter(field -> !now.contains(field))
                .forEach(field -> breaks.add(path + "/required has lost " + field));
        now.stream()
                .filter(field -> !required.contains(field))
                .forEach(field -> breaks.add(path + "/required has gained " + field));
    }

    private static Set<JsonNode> values(JsonNode array) {
        Set<JsonNode> values = new HashSet<>();
        array.forEach(values::add);
        return values;
    }
}
