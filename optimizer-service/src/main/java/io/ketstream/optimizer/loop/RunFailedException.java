package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;

/// Ends a run's algorithm with a failure that the user is told.
final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    RunFailedException(Failure failure) {
        super(failure.code() + ": " + failure.message(), null, false, false);
        this.failure = failure;
    }

    /// The journal has an answer to something else than is asked.
    static RunFailedException otherQuestion(ExecutionId asked, Answer answer) {
        return diverged("question " + asked.sequence() + " of the run is " + asked.pubDigest()
                + ", its journal has the answer to " + answer.question());
    }

    static RunFailedException otherEngine(Engine pinned, Engine engine) {
        return diverged("the run is pinned to " + pinned + " and was answered by " + engine);
    }

    private static RunFailedException diverged(String message) {
        return new RunFailedException(new Failure(Failure.REPLAY_DIVERGED, message));
    }

    Failure failure() {
        return failure;
    }
}
