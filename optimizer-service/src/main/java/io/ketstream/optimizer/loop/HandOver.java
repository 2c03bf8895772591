package io.ketstream.optimizer.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Between an algorithm's thread and its owner, which is one thread: steps one way, one at a time, answers the other.
///
/// The owner waits for a step as long as it likes; one that it has looked for in vain announces itself when it comes,
/// once, by the number of answers that were taken before it.
final class HandOver<A, S> {

    /// The owner first gives way for so long: most algorithms come to their next question sooner than a thread that
    /// sleeps is woken.
    private static final long YIELD_NANOS = 100_000;

    private final IntConsumer announcement;
    private final Deque<A> answers = new ArrayDeque<>();
    private volatile @Nullable S step;
    private int taken;
    private boolean detached;
    private boolean closed;

    // Not monitors: who waits in one on a virtual thread is woken by way of a further thread.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    HandOver(IntConsumer announcement) {
        this.announcement = announcement;
    }

    // The owner's side

    /// Gives further answers, in order.
    void feed(List<A> more) {
        change(() -> answers.addAll(more));
    }

    /// Changes what the algorithm waits for.
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes the step the algorithm has come to, or null if that lasts longer than `nanos`; it will announce itself
    /// then.
    @Nullable
    S await(long nanos) {
        long yielded = Math.min(nanos, YIELD_NANOS);
        giveWay(yielded);
        lock.lock();
        try {
            awaitStep(nanos - yielded);
            S found = step;
            step = null;
            detached = found == null;
            return found;
        } finally {
            lock.unlock();
        }
    }

    /// On a processor that is wanted elsewhere this lets the algorithm's own thread go on at once.
    @SuppressWarnings("ThreadPriorityCheck") // only sooner or later: a step that yielding does not bring is waited for
    private void giveWay(long nanos) {
        long begin = System.nanoTime();
        while (step == null && System.nanoTime() - begin < nanos) {
            Thread.yield();
        }
    }

    private void awaitStep(long nanos) {
        try {
            long left = nanos;
            while (step == null && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing is announced any more, and the algorithm is unwound by [AbandonedException] at its next question.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // The algorithm's side

    /// How many answers have been taken.
    int taken() {
        return taken;
    }

    /// @throws AbandonedException when the owner has let go
    void requireOpen() {
        lock.lock();
        try {
            if (closed) {
                throw new AbandonedException();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The next answer, if it is there; it stays until it is taken.
    @Nullable
    A known() {
        lock.lock();
        try {
            requireOpen();
            return answers.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    /// As [#known], waiting for it; null when `otherwise`, which is looked at with each change, comes true first.
    @Nullable
    A awaitAnswer(BooleanSupplier otherwise) {
        lock.lock();
        try {
            while (true) {
                A known = known();
                if (known != null || otherwise.getAsBoolean()) {
                    return known;
                }
                changed.await();
            }
        } catch (InterruptedException e) {
            throw new AbandonedException();
        } finally {
            lock.unlock();
        }
    }

    /// Takes the answer that is [#known].
    void take() {
        lock.lock();
        try {
            answers.removeFirst();
            taken++;
        } finally {
            lock.unlock();
        }
    }

    void post(S next) {
        boolean announce;
        int after;
        lock.lock();
        try {
            after = taken;
            step = next;
            announce = detached && !closed;
            detached = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (announce) {
            announcement.accept(after);
        }
    }
}
