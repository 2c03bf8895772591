package io.ketstream.execution.queue;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One request while this instance holds its record: waiting → running → settled. A request that runs long is
/// stored meanwhile and its record acknowledged (handed over); the computation goes on.
public final class Ticket {

    private final Request request;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private long startedNanos;
    private @Nullable Thread running;
    private CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);
    private boolean handedOver;

    Ticket(Request request) {
        this.request = request;
    }

    public Request request() {
        return request;
    }

    /// Completes when the record may be acknowledged, exceptionally when it must be delivered again.
    public CompletableFuture<Void> settled() {
        return settled;
    }

    synchronized void start(long nanos) {
        running = Thread.currentThread();
        startedNanos = nanos;
    }

    /// Marks the request as handed over if it has been running since `beforeNanos`; `storing` tells when it is
    /// stored.
    ///
    /// @return the thread that computes it; null when it is not to be handed over
    synchronized @Nullable Thread handOver(long beforeNanos, CompletableFuture<Void> storing) {
        if (running == null || handedOver || startedNanos - beforeNanos > 0) {
            return null;
        }
        handedOver = true;
        stored = storing;
        return running;
    }

    /// Ends the computation; tells whether the request was handed over, after it is stored.
    boolean finish() {
        CompletableFuture<Void> storing;
        synchronized (this) {
            running = null;
            storing = stored;
        }
        return storing.handle((_, failure) -> failure == null).join() && isHandedOver();
    }

    synchronized boolean isHandedOver() {
        return handedOver;
    }

    void settle(CompletableFuture<Void> end) {
        var _ = end.whenComplete((_, failure) -> {
            if (failure == null) {
                settled.complete(null);
            } else {
                settled.completeExceptionally(failure);
            }
        });
    }

    void settle() {
        settled.complete(null);
    }
}
