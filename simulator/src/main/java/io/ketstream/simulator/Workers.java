package io.ketstream.simulator;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    private final ConcurrentHashMap<Class<?>, Spares<Object>> spares = new ConcurrentHashMap<>();
    private final int parallelism;
    private final Semaphore idle;
    private final @Nullable ExecutorService executor;

    Workers(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, not " + parallelism);
        }
        this.parallelism = parallelism;
        this.idle = new Semaphore(parallelism - 1);
        this.executor = parallelism == 1 ? null : helpers(parallelism - 1);
    }

    /// Nothing more than `count` pieces of work ever waits: who hands one over has an idle helper for it.
    private static ExecutorService helpers(int count) {
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(count),
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
        Pieces pieces = borrow(Pieces.class, Pieces::new);
        pieces.begin(units, piece, task, idle);
        try {
            for (int helper = 0; helper < helpers; helper++) {
                pieces.handOver(executor);
            }
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            // Closing, or no thread can be started: the calling thread does what others do not.
            idle.release(helpers - pieces.handedOver);
        }
        try {
            pieces.work();
        } finally {
            pieces.join();
            giveBack(pieces);
        }
    }

    /// Memory of one kind that no other thread has until it is given back.
    <M> M borrow(Class<M> kind, Supplier<M> fresh) {
        Object memory = spares(kind).take();
        return memory == null ? fresh.get() : kind.cast(memory);
    }

    void giveBack(Object memory) {
        spares(memory.getClass()).giveBack(memory);
    }

    private Spares<Object> spares(Class<?> kind) {
        Spares<Object> known = spares.get(kind);
        return known == null ? spares.computeIfAbsent(kind, _ -> new Spares<>()) : known;
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.close();
        }
    }

    /// A range that several threads take pieces of until none is left, or until one of them fails.
    private static final class Pieces implements Runnable {
        private static final RangeTask NOTHING = (_, _) -> {};

        private final AtomicInteger next = new AtomicInteger();
        private int units;
        private int piece;
        private RangeTask task = NOTHING;
        private Semaphore idle = new Semaphore(0);
        private int handedOver;
        private int returned;
        private @Nullable Throwable failure;

        private void begin(int units, int piece, RangeTask task, Semaphore idle) {
            this.units = units;
            this.piece = piece;
            this.task = task;
            this.idle = idle;
            handedOver = 0;
            returned = 0;
            failure = null;
            next.set(0);
        }

        private void handOver(ExecutorService executor) {
            executor.execute(this);
            handedOver++;
        }

        /// What a helper does.
        @Override
        public void run() {
            Throwable thrown = null;
            try {
                work();
            } catch (Throwable any) {
                thrown = any;
            } finally {
                idle.release();
                comeBack(thrown);
            }
        }

        private void work() {
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
            int from = next.get();
            while (from < units && !next.compareAndSet(from, Math.min(units, from + piece))) {
                from = next.get();
            }
            return from;
        }

        private synchronized void comeBack(@Nullable Throwable thrown) {
            returned++;
            failure = thrown == null ? failure : thrown;
            notifyAll();
        }

        /// Waits for all, also when one fails or this thread is interrupted: the others still write into the state, so
        /// leaving before would hand out a torn one.
        private synchronized void join() {
            boolean interrupted = false;
            while (returned < handedOver) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            task = NOTHING;
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
}
