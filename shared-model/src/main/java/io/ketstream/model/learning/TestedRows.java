package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.PackedMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a part of a search tells of the rows of its test, in their order: what the whole is judged by.
///
/// @param told 1 × rows: numbers, or classes by their places
/// @param probabilities rows × classes; absent where the model has none
/// @param controls what the same learner told with something taken away
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TestedRows(PackedMatrix told, @Nullable PackedMatrix probabilities, List<Control> controls) {

    /// As [LearningControl] has it.
    ///
    /// @param told as in [TestedRows]
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Control(
            String name, PackedMatrix told, @Nullable PackedMatrix probabilities, double seconds) {}

    public TestedRows {
        controls = List.copyOf(controls);
    }
}
