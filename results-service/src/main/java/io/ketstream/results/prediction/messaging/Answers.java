package io.ketstream.results.prediction.messaging;

import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.results.prediction.UnansweredException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The answers to one prediction's questions, as they come.
final class Answers {

    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ExecutionId, PackedMatrix> matrices = new HashMap<>();
    private @Nullable UnansweredException failure;

    /// @param engine that has to answer
    Answers(Engine engine) {
        this.engine = engine;
    }

    void take(ExecutionResult result) {
        switch (result) {
            case ExecutionCompleted completed -> {
                if (completed.matrix() == null || !completed.engine().equals(engine)) {
                    fail(UnansweredException.failed(
                            "the answer is not that of " + engine + ", which the model was trained with", null));
                } else {
                    note(() -> matrices.put(completed.requestId(), completed.matrix()));
                }
            }
            case ExecutionFailed failed -> fail(refused(failed.failure()));
        }
    }

    void fail(UnansweredException reason) {
        note(() -> {
            if (failure == null) {
                failure = reason;
            }
        });
    }

    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /// Returns once at least so many of them are there.
    ///
    /// @param deadline as [System#nanoTime]
    /// @throws UnansweredException when one has failed, or they have not come in time
    void await(int count, long deadline) {
        lock.lock();
        try {
            while (failure == null && matrices.size() < count) {
                if (!changed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw UnansweredException.unavailable(
                            "execution-service has answered " + matrices.size() + " of the questions in time, not all",
                            null);
                }
            }
            if (failure != null) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnansweredException.unavailable("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /// In the order of `ids`, all of which have been awaited.
    List<PackedMatrix> of(Collection<ExecutionId> ids) {
        lock.lock();
        try {
            return ids.stream()
                    .map(id -> Objects.requireNonNull(matrices.get(id), "every answer was awaited"))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static UnansweredException refused(Failure failure) {
        boolean rejected = failure.code().equals(Failure.EXECUTION_REJECTED);
        return new UnansweredException(
                rejected ? UnansweredException.Kind.REFUSED : UnansweredException.Kind.FAILED,
                "execution-service: " + failure.message(),
                null);
    }
}
