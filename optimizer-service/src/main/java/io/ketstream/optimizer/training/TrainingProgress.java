package io.ketstream.optimizer.training;

import io.ketstream.model.event.TrainingProgressed.Phase;
import org.jspecify.annotations.Nullable;

/// How far a run that learns has come: [io.ketstream.model.event.TrainingProgressed] without the run.
///
/// @param epoch of a network; absent in the other phases
public record TrainingProgress(
        Phase phase,
        int done,
        int total,
        @Nullable Integer fold,
        @Nullable Epoch epoch) {

    /// What a network comes to after an epoch.
    public record Epoch(
            double loss,
            @Nullable Double validationLoss,
            double score,
            @Nullable Double validationScore) {}
}
