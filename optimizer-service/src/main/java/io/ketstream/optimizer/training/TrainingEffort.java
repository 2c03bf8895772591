package io.ketstream.optimizer.training;

import io.ketstream.model.execution.Engine;
import org.jspecify.annotations.Nullable;

/// What has been asked and told.
///
/// @param steps reports of progress
/// @param evaluations entries of tiles, states whose qubits were looked at, and rows that networks were run on
/// @param quantumSeconds that backends computed
/// @param engine that answered; absent before the first answer
public record TrainingEffort(
        int steps,
        long evaluations,
        long shots,
        double quantumSeconds,
        @Nullable Engine engine) {

    public static final TrainingEffort NONE = new TrainingEffort(0, 0, 0, 0, null);
}
