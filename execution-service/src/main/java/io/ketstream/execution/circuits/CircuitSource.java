package io.ketstream.execution.circuits;

import io.ketstream.model.Link;
import io.ketstream.model.execution.CircuitDefinition;

/// Where a circuit is fetched that was not published to this instance.
@FunctionalInterface
public interface CircuitSource {

    /// @throws RuntimeException when its owner does not have it, or cannot be asked now
    CircuitDefinition fetch(Link link);
}
