package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import org.jspecify.annotations.Nullable;

/// What a [KernelModel] tells of a row.
public sealed interface Decision {

    /// @param label place of the class in [KernelClassifier#classes()]
    /// @param scores what it was decided by: of two classes one number, positive for the second; of
    ///     more as the model says
    /// @param probabilities one for each class, adding up to 1; absent where the model was fitted
    ///     without
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfClass(int label, RealVector scores, @Nullable RealVector probabilities) implements Decision {}

    /// @param deviation standard deviation of the value; absent where the model has none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfValue(double value, @Nullable Double deviation) implements Decision {}

    /// @param values of the components, in their order
    record OfComponents(RealVector values) implements Decision {}

    /// @param score at least 0 for a row like those of training
    record OfLikeness(boolean alike, double score) implements Decision {}
}
