package io.ketstream.execution.queue;

import io.ketstream.execution.backend.Demand;
import io.ketstream.model.Digest;

/// Requests that are kept in the database instead of in their topic, because they run long, wait for their
/// circuit, or were delivered before. Storing the same request again changes nothing. All calls block.
public interface StoredRequests {

    /// To be run by whoever leases it next.
    void queue(Request request, Demand demand);

    /// To be queued once the circuit is there.
    void await(Request request, Digest circuit);

    /// Running here already, under this instance's lease.
    void running(Request request, Demand demand);

    /// Ended; with its result stored, nothing is left of it.
    void remove(String requestId);
}
