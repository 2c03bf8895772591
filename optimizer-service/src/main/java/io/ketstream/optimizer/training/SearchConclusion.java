package io.ketstream.optimizer.training;

import io.ketstream.model.Failure;
import io.ketstream.model.learning.LearningReport;

/// What a search has come to.
public sealed interface SearchConclusion {

    /// A model, chosen and tested.
    ///
    /// @param evaluations of all its runs together, as `shots`
    record Found(LearningReport report, long evaluations, long shots) implements SearchConclusion {}

    /// No model.
    record NotFound(Failure failure) implements SearchConclusion {}
}
