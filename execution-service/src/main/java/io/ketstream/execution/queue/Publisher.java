package io.ketstream.execution.queue;

import java.util.concurrent.CompletableFuture;

/// Where answers go.
public interface Publisher {

    /// Completes when the broker has the result.
    CompletableFuture<Void> publish(EncodedResult result);

    /// Completes when the broker has the record in the dead-letter topic of the requests.
    CompletableFuture<Void> deadLetter(byte[] key, byte[] value, int partition, long offset, String reason);
}
