package io.ketstream.optimizer.loop;

/// Unwinds an algorithm that nobody waits for any more: its task was revoked, or it was evicted.
final class AbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AbandonedException() {
        super("abandoned", null, false, false);
    }
}
