package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.execution.CircuitDefinition;
import org.jspecify.annotations.Nullable;

/// A circuit is there, keyed by its digest; a large one is fetched by its link. Exactly one of the two is present.
@JsonClassDescription(
        "A circuit is there, keyed by its digest: as text, or where it is large by a link from which it can be fetched.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CircuitPublished(
        EventMetadata metadata,
        Digest circuitDigest,
        @Nullable CircuitDefinition circuit,
        @Nullable Link link) implements Event {

    public CircuitPublished {
        if ((circuit == null) == (link == null)) {
            throw new IllegalArgumentException("a published circuit is either in the event or behind a link");
        }
    }

    @Override
    public String key() {
        return circuitDigest.value();
    }
}
