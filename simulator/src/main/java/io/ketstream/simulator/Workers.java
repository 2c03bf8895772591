package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Splits a range of independent units over a fixed number of threads.
///
/// Tasks write disjoint elements, and sums go through fixed blocks ([BlockSums]), so that the split never shows
/// in a result.
final class Workers implements AutoCloseable {

    /// Work on the units `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    interface RangeTask {
        void run(int from, int to);
    }

    /// Below so many amplitudes, handing work over costs more than it saves.
    private static final int SMALLEST_PARALLEL_STATE = 1 << 16;

    private final ConcurrentHashMap<Class<?>, ConcurrentLinkedDeque<Object>> memories = new ConcurrentHashMap<>();
    private final int parallelism;
    private final @Nullable ExecutorService executor;

    Workers(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, not " + parallelism);
        }
        this.parallelism = parallelism;
        this.executor = parallelism == 1
                ? null
                : Executors.newFixedThreadPool(
                        parallelism - 1,
                        Thread.ofPlatform().daemon().name("simulator-", 0).factory());
    }

    /// Runs `task` over 0..`units`, in parallel when the state has `amplitudes` enough.
    void split(int amplitudes, int units, RangeTask task) {
        int parts = Math.min(parallelism, units);
        if (executor == null || parts < 2 || amplitudes < SMALLEST_PARALLEL_STATE) {
            task.run(0, units);
            return;
        }
        var others = new ArrayList<Future<?>>(parts - 1);
        for (int part = 1; part < parts; part++) {
            int from = border(units, part, parts);
            int to = border(units, part + 1, parts);
            others.add(executor.submit(() -> task.run(from, to)));
        }
        try {
            task.run(0, border(units, 1, parts));
        } finally {
            others.forEach(Workers::join);
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

    private static int border(int units, int part, int parts) {
        return (int) ((long) units * part / parts);
    }

    private static void join(Future<?> part) {
        boolean interrupted = false;
        while (true) {
            try {
                part.get();
                break;
            } catch (InterruptedException e) {
                // The other threads still write into the state, so leaving now would hand out a torn one.
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part of the simulation failed", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
