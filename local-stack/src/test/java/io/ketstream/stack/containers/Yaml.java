package io.ketstream.stack.containers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// YAML as trees.
final class Yaml {
    private Yaml() {}

    /// The only document of a file.
    static JsonNode one(Path file) {
        List<JsonNode> documents = all(file);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
        }
        return documents.getFirst();
    }

    static List<JsonNode> all(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return all(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<JsonNode> all(Reader reader) {
        var documents = new ArrayList<JsonNode>();
        for (Object document : new org.yaml.snakeyaml.Yaml().loadAll(reader)) {
            documents.add(JsonMapper.shared().valueToTree(document));
        }
        return documents;
    }

    static List<String> texts(JsonNode values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(value.asString()));
        return texts;
    }
}
