package io.ketstream.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Identifies a run; the key of every event of that run.
public record RunId(@JsonValue UUID value) {

    public static RunId random() {
        return new RunId(UUID.randomUUID());
    }

    /// @throws IllegalArgumentException when `text` is not a UUID
    @JsonCreator
    public static RunId of(String text) {
        return new RunId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
