package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.RunId;
import org.jspecify.annotations.Nullable;

/// How far a run that learns has come.
///
/// @param step counted from 1, over the whole run
/// @param done of `total` parts of this phase: tiles of a kernel, epochs of a network, controls; of
///     a search its points, in each fold anew, then the chosen ones
/// @param fold counted from 1; absent where there are none
/// @param loss of a network, over the rows of training, in this epoch
/// @param validationLoss over the rows it is not trained on
/// @param score accuracy or R² over the rows of training
/// @param validationScore over the rows it is not trained on
@JsonClassDescription("How far a run that learns from a data set has come.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingProgressed(
        EventMetadata metadata,
        RunId runId,
        int step,
        Phase phase,
        int done,
        int total,
        @Nullable Integer fold,
        @Nullable Double loss,
        @Nullable Double validationLoss,
        @Nullable Double score,
        @Nullable Double validationScore)
        implements RunProgress {

    public enum Phase {
        @JsonProperty("kernel")
        KERNEL,
        @JsonProperty("training")
        TRAINING,
        @JsonProperty("controls")
        CONTROLS,

        /// Points of a search are compared.
        @JsonProperty("search")
        SEARCH,

        /// Points that a search has chosen are trained and tested.
        @JsonProperty("test")
        TEST
    }
}
