package io.ketstream.results.prediction.messaging;

import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.results.prediction.Questions;
import io.ketstream.results.prediction.UnansweredException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The answers to one prediction's questions, as they come.
final class Answers {

    private final Engine trainedWith;
    private final boolean pinned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ExecutionId, PackedMatrix> matrices = new HashMap<>();
    private @Nullable Engine engine;
    private @Nullable UnansweredException failure;

    /// @param trainedWith the model's engine
    /// @param pinned whether it has to answer, and not another release of it
    Answers(Engine trainedWith, boolean pinned) {
        this.trainedWith = trainedWith;
        this.pinned = pinned;
    }

    void take(ExecutionResult result) {
        switch (result) {
            case ExecutionCompleted completed -> {
                PackedMatrix matrix = completed.matrix();
                if (matrix == null) {
                    fail(UnansweredException.failed("execution-service answered without a matrix", null));
                } else {
                    note(() -> keep(completed.requestId(), completed.engine(), matrix));
                }
            }
            case ExecutionFailed failed -> fail(refused(failed.failure()));
        }
    }

    void fail(UnansweredException reason) {
        note(() -> failed(reason));
    }

    private void failed(UnansweredException reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    private void keep(ExecutionId id, Engine by, PackedMatrix matrix) {
        if (pinned ? !by.equals(trainedWith) : !by.isOfFamilyOf(trainedWith)) {
            failed(new UnansweredException(
                    UnansweredException.Kind.REFUSED,
                    "the model was trained with " + trainedWith.title() + "; " + by.title()
                            + ", which answered, is another engine, whose figures may be others",
                    null));
        } else if (engine != null && !engine.equals(by)) {
            failed(UnansweredException.unavailable(
                    engine.title() + " and " + by.title() + " have answered, while one takes the other's place", null));
        } else {
            engine = by;
            matrices.put(id, matrix);
        }
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

    /// In the order of `ids`, at least one, all of which have been awaited.
    Questions.Answered of(Collection<ExecutionId> ids) {
        lock.lock();
        try {
            return new Questions.Answered(
                    Objects.requireNonNull(engine, "every answer was awaited"),
                    ids.stream()
                            .map(id -> Objects.requireNonNull(matrices.get(id), "every answer was awaited"))
                            .toList());
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
        UnansweredException.Kind kind = switch (failure.code()) {
            case Failure.ENGINE_NOT_INSTALLED -> UnansweredException.Kind.ENGINE_AWAY;
            case Failure.EXECUTION_REJECTED -> UnansweredException.Kind.REFUSED;
            default -> UnansweredException.Kind.FAILED;
        };
        return new UnansweredException(kind, "execution-service: " + failure.message(), null);
    }
}
