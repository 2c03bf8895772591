package io.ketstream.circuit.catalog;

import io.ketstream.model.Digest;
import java.util.List;

/// The circuits on their compacted topic.
public interface PublishedCircuits {

    /// Takes circuits out of the topic; returns once the broker knows.
    void forget(List<Digest> circuits);
}
