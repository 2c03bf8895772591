package io.ketstream.optimizer.loop;

import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;

/// One of the questions that a run that learns asks together; their sequences follow each other.
record TrainingQuestion(ExecutionId id, Pub pub) {

    int sequence() {
        return id.sequence();
    }
}
