package io.ketstream.execution.queue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Results by the id of their request; kept for as long as a request may be repeated.
public interface Results {

    /// @throws RuntimeException when the store cannot be asked now
    Optional<EncodedResult> find(String requestId);

    /// The result if it was made here lately; asks no store.
    Optional<EncodedResult> recent(String requestId);

    /// Completes when the result is stored durably, however long that takes, exceptionally only at shutdown.
    CompletableFuture<Void> save(EncodedResult result);

    /// Completes when no more results wait to be stored than memory is meant for: mostly at once.
    CompletableFuture<Void> room();
}
