package io.ketstream.execution.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stored jobs that run in this instance, with their threads. Thread-safe.
public final class Leases {

    private final Map<String, Thread> threads = new HashMap<>();

    /// The calling thread begins to work on `id`.
    public void begin(String id) {
        begin(id, Thread.currentThread());
    }

    synchronized void begin(String id, Thread thread) {
        threads.put(id, thread);
    }

    public synchronized void end(String id) {
        threads.remove(id);
    }

    synchronized boolean holds(String id) {
        return threads.containsKey(id);
    }

    public synchronized List<String> held() {
        return List.copyOf(threads.keySet());
    }

    /// Interrupts the thread that works on `id`, if there is one here: nobody wants its result any more.
    public synchronized void interrupt(String id) {
        Thread thread = threads.get(id);
        if (thread != null) {
            thread.interrupt();
        }
    }
}
