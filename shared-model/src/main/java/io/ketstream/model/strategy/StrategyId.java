package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ketstream.model.RunId;
import io.ketstream.model.run.ParentRun;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Identifies a strategy; the key of every event of it.
public record StrategyId(@JsonValue UUID value) {

    public static StrategyId random() {
        return new StrategyId(UUID.randomUUID());
    }

    /// @throws IllegalArgumentException when `text` is not a UUID
    @JsonCreator
    public static StrategyId of(String text) {
        return new StrategyId(UUID.fromString(text));
    }

    /// The run of one of its epochs, counted from 1; the same whoever begins it.
    public RunId run(int epoch) {
        String identity = "strategy/" + value + "/" + epoch;
        return new RunId(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
    }

    /// What that run knows of it.
    public ParentRun parent(int epoch) {
        return new ParentRun(new RunId(value), epoch, ParentRun.Kind.STRATEGY);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
