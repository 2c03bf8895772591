package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What every event carries beside its content.
///
/// @param id the same whenever the same event is sent again, so that a reader can drop what it already has
/// @param schemaVersion version of the event type's JSON Schema
/// @param causationId the event that led to this one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventMetadata(
        UUID id,
        int schemaVersion,
        Instant occurredAt,
        @Nullable UUID causationId) {

    /// Metadata whose id is derived from `identity`: what makes the event unique, in words, such as `run/iteration/7`.
    public static EventMetadata of(String identity, Instant occurredAt, @Nullable UUID causationId) {
        UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        return new EventMetadata(id, 1, occurredAt, causationId);
    }
}
