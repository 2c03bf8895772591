package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Splits a range of independent units over the calling thread and those helpers that are idle.
///
/// Many callers share the helpers: with as many callers as threads each works alone, and a single one has all of them,
/// so that no more than callers and helpers together compute at any time. Tasks write disjoint elements, and sums go
/// through fixed blocks ([BlockSums]), so that the split never shows in a result.
final class Workers implements AutoCloseable {

    /// Work on the units `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    interface RangeTask {
        void run(int from, int to);
    }

    /// Below so many amplitudes, handing work over costs more than it saves.
    static final int SMALLEST_PARALLEL_STATE = 1 << 16;

    /// Pieces for each thread: a thread that the machine holds up leaves the rest to the others.
    private static final int PIECES = 4;

    private final ConcurrentHashMap<Class<?>, ConcurrentLinkedDeque<Object>> memories = new ConcurrentHashMap<>();
    private final int parallelism;
    private final Semaphore idle;
    private final @Nullable ExecutorService executor;

    Workers(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, not " + parallelism);
        }
        this.parallelism = parallelism;
        this.idle = new Semaphore(parallelism - 1);
        this.executor = parallelism == 1
                ? null
                : Executors.newFixedThreadPool(
                        parallelism - 1,
                        Thread.ofPlatform().daemon().name("simulator-", 0).factory());
    }

    int parallelism() {
        return parallelism;
    }

    /// Runs `task` over 0..`units`, in parallel when the state has `amplitudes` enough.
    void split(int amplitudes, int units, RangeTask task) {
        if (amplitudes < SMALLEST_PARALLEL_STATE) {
            task.run(0, units);
        } else {
            share(units, Math.max(1, units / (PIECES * parallelism)), parallelism, task);
        }
    }

    /// Runs `task` over 0..`units` in pieces of `piece` units on at most `threads` threads.
    void share(int units, int piece, int threads, RangeTask task) {
        int wanted = Math.min(Math.min(threads, parallelism), (units + piece - 1) / piece) - 1;
        int helpers = 0;
        while (helpers < wanted && idle.tryAcquire()) {
            helpers++;
        }
        if (executor == null || helpers == 0) {
            task.run(0, units);
            return;
        }
        var pieces = new Pieces(units, piece, task);
        var others = new ArrayList<Future<?>>(helpers);
        try {
            for (int helper = 0; helper < helpers; helper++) {
                others.add(executor.submit(() -> {
                    try {
                        pieces.run();
                    } finally {
                        idle.release();
                    }
                }));
            }
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            // Closing, or no thread can be started: the calling thread does what others do not.
            idle.release(helpers - others.size());
        }
        try {
            pieces.run();
        } finally {
            joinAll(others);
        }
    }

    /// Memory of one kind that no other thread has until it is given back.
    <M> M borrow(Class<M> kind, Supplier<M> fresh) {
        Object memory = memories(kind).pollFirst();
        return memory == null ? fresh.get() : kind.cast(memory);
    }

    void giveBack(Object memory) {
        memories(memory.getClass()).addFirst(memory);
    }

    private ConcurrentLinkedDeque<Object> memories(Class<?> kind) {
        return memories.computeIfAbsent(kind, _ -> new ConcurrentLinkedDeque<>());
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.close();
        }
    }

    /// A range that several threads take pieces of until none is left, or until one of them fails.
    private static final class Pieces {
        private final int units;
        private final int piece;
        private final RangeTask task;
        private final AtomicInteger next = new AtomicInteger();

        private Pieces(int units, int piece, RangeTask task) {
            this.units = units;
            this.piece = piece;
            this.task = task;
        }

        private void run() {
            boolean done = false;
            try {
                for (int from = take(); from < units; from = take()) {
                    task.run(from, Math.min(units, from + piece));
                }
                done = true;
            } finally {
                if (!done) {
                    next.set(units);
                }
            }
        }

        private int take() {
            return next.getAndUpdate(taken -> taken >= units ? units : Math.min(units, taken + piece));
        }
    }

    /// Waits for all, also when one fails or this thread is interrupted: the others still write into the state, so
    /// leaving before would hand out a torn one.
    private static void joinAll(List<Future<?>> parts) {
        boolean interrupted = false;
        Throwable failure = null;
        for (Future<?> part : parts) {
            boolean done = false;
            while (!done) {
                try {
                    part.get();
                    done = true;
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    failure = e.getCause();
                    done = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException("a part of the simulation failed", failure);
        }
    }
}
