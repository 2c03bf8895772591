package io.ketstream.optimizer.loop;

import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import org.jspecify.annotations.Nullable;

/// What a run asks next. Question 1 is the first; question n + 1 is asked only once n has been answered.
///
/// @param pinned the engine that answered question 1, absent in question 1
/// @param search false for the question that closes the run, at the best parameters
record Question(ExecutionId id, Pub pub, @Nullable Engine pinned, boolean search) {

    int sequence() {
        return id.sequence();
    }
}
