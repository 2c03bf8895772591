package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a [GridSearch] a run is that another has begun: which rows it may see, and what it does with them.
/// Rows follow from the problem's validation and the seed, which are those of the search.
///
/// @param fold of the problem's validation, counted from 1; absent: of a validation without folds its one part, and of
///     folds all rows
/// @param candidates of [Role#SEARCH]: models that are compared on one kernel; else none
/// @param validation of [Role#SEARCH]: how they are compared
/// @param metric of [Role#SEARCH]: by what
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchPart(
        Role role,
        @Nullable Integer fold,
        List<Candidate> candidates,
        @Nullable Validation validation,
        @Nullable SelectionMetric metric) {

    public enum Role {
        /// Compares candidates on the rows of training; those of the test are not there.
        @JsonProperty("search")
        SEARCH,
        /// Trains the run's model on the rows of training, and tells of those of the test.
        @JsonProperty("test")
        TEST
    }

    /// A point of the grid.
    ///
    /// @param point its number
    public record Candidate(int point, LearningModel model) {}

    public SearchPart {
        candidates = List.copyOf(candidates);
    }
}
