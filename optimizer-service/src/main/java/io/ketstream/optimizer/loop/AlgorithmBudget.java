package io.ketstream.optimizer.loop;

import io.ketstream.model.run.OptimizerSpecification;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What all loops of a process share: memory for live algorithms and for [LargeRuns], and permits to replay.
public final class AlgorithmBudget {

    private static final long BASE_BYTES = 24 * 1024;

    /// A term of the cost, as Pauli string and as coupling.
    private static final long BYTES_PER_TERM = 250;

    /// Of the heap, what a process needs beside large runs.
    private static final long OTHER_BYTES = 96L << 20;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Semaphore replays;
    private final long largeBytes;
    private long takenBytes;
    private final AtomicInteger waiting = new AtomicInteger();

    /// What is held for long has to fit into the older generation, which is two thirds of a heap.
    public AlgorithmBudget(LoopSettings settings) {
        this(settings, (Runtime.getRuntime().maxMemory() - OTHER_BYTES) / 3 * 2);
    }

    /// @param largeBytes the most that one large run may take; several share half of it
    AlgorithmBudget(LoopSettings settings, long largeBytes) {
        this.largeBytes = largeBytes;
        this.limit = settings.algorithmMemoryBytes();
        this.replays = new Semaphore(settings.concurrentReplays());
    }

    /// Estimated bytes in live algorithms.
    public long used() {
        return used.get();
    }

    boolean exceeded() {
        return used.get() > limit;
    }

    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    boolean tryReplay() {
        return replays.tryAcquire();
    }

    /// What there is for a large run, when there is no other.
    long largeBytes() {
        return largeBytes;
    }

    /// Takes memory for a large run, if it is the only one or leaves enough for others.
    synchronized boolean tryLarge(long bytes) {
        if (takenBytes > 0 && takenBytes + bytes > largeBytes / 2) {
            return false;
        }
        takenBytes += bytes;
        return true;
    }

    synchronized void largeEnded(long bytes) {
        takenBytes -= bytes;
    }

    void waits() {
        waiting.incrementAndGet();
    }

    void noLongerWaits() {
        waiting.decrementAndGet();
    }

    /// Whether a large run, in whichever loop, waits for memory.
    boolean doOthersWait() {
        return waiting.get() > 0;
    }

    void replayed() {
        replays.release();
    }

    /// A rough upper estimate: stack and circuit event, and the arrays a method keeps.
    static long weigh(OptimizerSpecification optimizer, int parameters, int terms) {
        long n = parameters;
        long vectors = switch (optimizer.type()) {
            case SPSA -> 8 + Math.min(optimizer.maxIterations(), optimizer.maxEvaluations() / 2);
            case ADAM -> 8;
            case L_BFGS -> 2 * (long) (double) optimizer.options().getOrDefault("memory", 20.0) + 8;
            case COBYLA, NELDER_MEAD -> 2 * n + 16;
            case BOBYQA -> 6 * n + 32;
            case POWELL -> n + 16;
            case CMA_ES -> 6 * n + 64;
        };
        return BASE_BYTES + BYTES_PER_TERM * terms + 8 * (n + 2) * vectors;
    }
}
