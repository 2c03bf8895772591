package io.ketstream.support.trace;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.execution.ExecutionId;
import org.jspecify.annotations.Nullable;

/// Records what happens to runs. All spans of a run are in one trace, whose id is the run's; the spans' ids are derived
/// from it too. So every service knows them without being told, before they are recorded and after any restart, and
/// what is repeated is the same span again.
public interface RunTraces {

    /// So many questions of a run are recorded from its first on.
    int FIRST_QUESTIONS = 16;

    /// Records nothing.
    RunTraces NONE = new RunTraces() {
        @Override
        public boolean follows(RunId run) {
            return false;
        }

        @Override
        public void record(RunSpan span) {
            // follows none
        }

        @Override
        public @Nullable String context(RunEvent event) {
            return null;
        }
    };

    /// Whether the run's trace is recorded; every service comes to the same answer.
    boolean follows(RunId run);

    /// Whether the evaluation of a question is: of a run's first [#FIRST_QUESTIONS], and of those whose number is a
    /// power of two. A run of 100 000 questions so has 28 of them.
    default boolean follows(ExecutionId question) {
        int sequence = question.sequence();
        return (sequence <= FIRST_QUESTIONS || Integer.bitCount(sequence) == 1) && follows(question.runId());
    }

    /// Does nothing when the run is not followed.
    void record(RunSpan span);

    /// W3C's `traceparent` of what `event` tells of; null when the run is not followed.
    @Nullable
    String context(RunEvent event);
}
