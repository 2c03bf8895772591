package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is to be told of a row.
public enum LearningTask {
    /// One of the target's categories.
    @JsonProperty("classification")
    CLASSIFICATION,
    /// The target's number.
    @JsonProperty("regression")
    REGRESSION,
    /// Nothing of a target: how alike rows are, or what they have in common.
    @JsonProperty("kernel")
    SIMILARITY
}
