package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import java.util.List;

/// What a backend can do, and whether it is there.
@JsonClassDescription("What a backend can do, and whether it is there. Keyed by the backend's name.")
public record BackendDescribed(
        EventMetadata metadata,
        String name,
        int qubits,
        List<String> basisGates,
        boolean exact,
        boolean gradients,
        boolean available)
        implements Event {

    public BackendDescribed {
        basisGates = List.copyOf(basisGates);
    }

    @Override
    public String key() {
        return name;
    }
}
