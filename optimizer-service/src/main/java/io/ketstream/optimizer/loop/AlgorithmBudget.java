package io.ketstream.optimizer.loop;

import io.ketstream.model.run.OptimizerSpecification;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// What all loops of a process share: memory for live algorithms, and permits to replay and to put portfolios together.
public final class AlgorithmBudget {

    private static final long BASE_BYTES = 24 * 1024;

    /// A term of the cost, as Pauli string and as coupling.
    private static final long BYTES_PER_TERM = 250;

    /// Each holds a covariance, of up to 200 MB.
    private static final int MOST_PARENTS = 3;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Semaphore replays;
    private final Semaphore parents = new Semaphore(MOST_PARENTS);

    public AlgorithmBudget(LoopSettings settings) {
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

    boolean tryParent() {
        return parents.tryAcquire();
    }

    void parentEnded() {
        parents.release();
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
