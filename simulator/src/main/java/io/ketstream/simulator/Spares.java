package io.ketstream.simulator;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Memory of one kind that nobody uses now. What was given back last is taken first. Thread-safe.
final class Spares<M> {

    private final ArrayDeque<M> memories = new ArrayDeque<>();

    /// One that no other thread has until it is given back, if there is one.
    synchronized @Nullable M take() {
        return memories.pollFirst();
    }

    synchronized void giveBack(M memory) {
        memories.addFirst(memory);
    }
}
