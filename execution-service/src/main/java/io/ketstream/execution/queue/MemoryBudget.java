package io.ketstream.execution.queue;

/// Bytes that computations on this machine share. Who asks for little is not held up by one who waits for much.
public final class MemoryBudget {

    private final long total;
    private long free;
    private int holders;

    public MemoryBudget(long total) {
        this.total = total;
        this.free = total;
    }

    public long total() {
        return total;
    }

    public synchronized long free() {
        return free;
    }

    /// Computations that have some of it.
    public synchronized int holders() {
        return holders;
    }

    /// Waits until `bytes` are free and takes them.
    ///
    /// @throws IllegalArgumentException when that can never be
    public synchronized void acquire(long bytes) throws InterruptedException {
        if (bytes > total) {
            throw new IllegalArgumentException(bytes + " bytes are needed, there are " + total);
        }
        while (bytes > free) {
            wait();
        }
        free -= bytes;
        holders++;
    }

    public synchronized void release(long bytes) {
        free += bytes;
        holders--;
        notifyAll();
    }
}
