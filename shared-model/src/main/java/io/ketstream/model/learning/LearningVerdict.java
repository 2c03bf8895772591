package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What follows from the intervals.
///
/// @param outcome of the model against the best classical control
/// @param against the control's name
/// @param words a sentence
public record LearningVerdict(Outcome outcome, String against, String words) {

    public enum Outcome {
        @JsonProperty("BETTER")
        BETTER,
        @JsonProperty("EQUAL")
        EQUAL,
        @JsonProperty("WORSE")
        WORSE
    }
}
